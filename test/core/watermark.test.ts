import {
	momentOf,
	momentText,
	nextWatermark,
	watermarkText,
} from '../../nodes/shared/core/watermark';

const NOON = Date.parse('2024-03-01T12:00:00Z');

describe('a watermark', () => {
	it('is the second of the last change, with what was given of it', () => {
		const changes = [
			{ id: '1', at: NOON },
			{ id: '2', at: NOON + 1000 },
		];
		expect(nextWatermark(changes, NOON - 5000, [])).toEqual({
			watermark: NOON + 1000,
			given: [`2@${NOON + 1000}`],
		});
	});

	it('stays where nothing was given', () => {
		expect(nextWatermark([], NOON, ['1@1'])).toEqual({ watermark: NOON, given: ['1@1'] });
	});

	it('becomes another one when more of the same second was given', () => {
		const next = nextWatermark([{ id: '2', at: NOON }], NOON, [`1@${NOON}`]);
		expect(next).toEqual({ watermark: NOON + 1, given: [`1@${NOON}`, `2@${NOON}`] });
		expect(watermarkText(next.watermark)).toBe('2024-03-01T12:00:00.001+00:00');
		expect(momentOf(watermarkText(next.watermark), 'UTC')).toBe(NOON + 1);
	});

	it('is written for Zoho in whole seconds', () => {
		expect(momentText(NOON + 1)).toBe('2024-03-01T12:00:00+00:00');
		expect(watermarkText(NOON)).toBe('2024-03-01T12:00:00+00:00');
	});

	it.each([
		['2024-03-01T13:00:00+01:00', NOON],
		['2024-03-01 13:00:00', NOON],
		['2024-03-01', Date.parse('2024-02-29T23:00:00Z')],
		[new Date(NOON + 7), NOON + 7],
		['noon', undefined],
		['', undefined],
		[null, undefined],
	])('reads %j, in the zone of the workflow where none is given', (since, moment) => {
		expect(momentOf(since, 'Europe/Vienna')).toBe(moment);
	});
});
