import { DateTime } from 'luxon';
import { isMoment, zohoDate, zohoDateTime, withDates } from '../../nodes/shared/core/zohoDates';

const NEW_YORK = 'America/New_York';
const MOMENT = Date.UTC(2019, 8, 26, 16, 30, 15, 987);

describe('A date and time for Zoho', () => {
	it.each<[string, unknown, string]>([
		['as Zoho wants it', '2019-09-26T12:30:00-04:00', '2019-09-26T12:30:00-04:00'],
		['with milliseconds, in UTC', '2019-09-26T12:30:00.000Z', '2019-09-26T12:30:00+00:00'],
		['with milliseconds that count', '2019-09-26T12:30:59.999+05:30', '2019-09-26T12:30:59+05:30'],
		['with a space, without seconds', '2019-09-26 12:30', '2019-09-26T12:30:00-04:00'],
		['with a space and an offset', '2019-09-26 12:30:15+02:00', '2019-09-26T12:30:15+02:00'],
		['with an offset of hours only', '2019-09-26 12:30:15+02', '2019-09-26T12:30:15+02:00'],
		['without offset, in winter', '2019-01-26T12:30:00', '2019-01-26T12:30:00-05:00'],
		['a day alone', '2019-09-26', '2019-09-26T00:00:00-04:00'],
		['in ISO without dashes', '20190926T123000', '2019-09-26T12:30:00-04:00'],
		['with spaces around it', ' 2019-09-26T12:30:00Z\n', '2019-09-26T12:30:00+00:00'],
		['a Date', new Date(MOMENT), '2019-09-26T12:30:15-04:00'],
		[
			'a luxon time with a zone of its own',
			DateTime.fromMillis(MOMENT, { zone: 'Asia/Kolkata' }),
			'2019-09-26T22:00:15+05:30',
		],
		[
			'a luxon time in UTC',
			DateTime.fromMillis(MOMENT, { zone: 'utc' }),
			'2019-09-26T16:30:15+00:00',
		],
	])('R55: %s', (_, value, text) => {
		expect(zohoDateTime(value, NEW_YORK)).toBe(text);
	});

	it.each([
		['UTC', '2019-09-26T12:30:00+00:00'],
		['Asia/Kolkata', '2019-09-26T12:30:00+05:30'],
		['America/St_Johns', '2019-09-26T12:30:00-02:30'],
	])('without offset is read in the zone of the workflow: %s', (zone, text) => {
		expect(zohoDateTime('2019-09-26 12:30', zone)).toBe(text);
	});
});

describe('A date for Zoho', () => {
	it.each<[string, unknown, string]>([
		['stays a date', '2019-09-26', '2019-09-26'],
		['leaves out the time', '2019-09-26T23:30:00', '2019-09-26'],
		['keeps the day of its own offset', '2019-09-26T23:30:00+09:00', '2019-09-26'],
		['keeps the day of its own offset, UTC', '2019-09-26T02:00:00.000Z', '2019-09-26'],
		['of a Date is the day in the zone', new Date(Date.UTC(2019, 8, 26, 2)), '2019-09-25'],
		[
			'of a luxon time is the day in its own zone',
			DateTime.fromMillis(Date.UTC(2019, 8, 26, 2), { zone: 'Asia/Tokyo' }),
			'2019-09-26',
		],
		['without dashes', '20190926', '2019-09-26'],
		['29 February of a leap year', '2024-02-29', '2024-02-29'],
	])('R55: %s', (_, value, text) => {
		expect(zohoDate(value, NEW_YORK)).toBe(text);
	});
});

describe('What names no day', () => {
	it.each<[string, unknown]>([
		['nothing', ''],
		['words', 'tomorrow'],
		['a year alone', '2019'],
		['a month alone', '2019-09'],
		['a time alone', '12:30'],
		['an hour alone', '12'],
		['a day that does not exist', '2019-02-30'],
		['an hour that does not exist', '2019-09-26T25:00'],
		['a date in the American order', '09/26/2019'],
		['a date with something behind it', '2019-09-26 or later'],
		['a longer number', '201909261230'],
		['a broken Date', new Date(NaN)],
		['a broken luxon time', DateTime.invalid('because')],
		['a number', MOMENT],
		['null', null],
		['a list', ['2019-09-26']],
	])('%s', (_, value) => {
		expect(zohoDateTime(value, NEW_YORK)).toBeUndefined();
		expect(zohoDate(value, NEW_YORK)).toBeUndefined();
	});

	it('text without offset in a zone that does not exist', () => {
		expect(zohoDateTime('2019-09-26 12:30', 'Mars/Olympus')).toBeUndefined();
	});
});

describe('A moment', () => {
	it.each<[unknown, boolean]>([
		[new Date(MOMENT), true],
		[DateTime.fromMillis(MOMENT), true],
		['2019-09-26', false],
		[null, false],
		[{}, false],
	])('is %p: %p', (value, is) => {
		expect(isMoment(value)).toBe(is);
	});
});

describe('Dates inside lists and subform rows', () => {
	it('R55: lose their milliseconds, and nothing else changes', () => {
		const rows = [
			{ Item: 'A', Due: new Date('2025-01-31T09:30:00.123Z'), Tags: ['x'] },
			{ Item: 'B' },
		];
		expect(withDates(rows, 'UTC')).toEqual([
			{ Item: 'A', Due: '2025-01-31T09:30:00+00:00', Tags: ['x'] },
			{ Item: 'B' },
		]);
		expect(rows[0].Due).toBeInstanceOf(Date);
	});

	it('what holds none is given back as it is', () => {
		const rows = [{ Item: 'A' }];
		expect(withDates(rows, 'UTC')).toBe(rows);
	});
});
