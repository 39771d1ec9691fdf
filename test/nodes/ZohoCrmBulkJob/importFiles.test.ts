import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import { strToU8, zipSync } from 'fflate';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { errorOf, hintsOf, itemsOf, jsonOf } from '../../support/results';
import { creditsOf } from '../../support/story';
import { timeOut } from '../../support/waiting';
import { chain } from '../../support/workflow';
import { asleep, importing, importOf, leads, NODE, openBulk, RESULT, spent } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

const csvOf = (rows: Array<Record<string, string>>, delimiter = ',') =>
	stringify(rows, { header: true, delimiter });

const fileItem = (bytes: Uint8Array, fileName: string): INodeExecutionData => ({
	json: { from: fileName },
	binary: {
		data: { data: Buffer.from(bytes).toString('base64'), fileName, mimeType: 'text/csv' },
	},
});

const failedRows = (item: INodeExecutionData): Array<Record<string, string>> =>
	parse(Buffer.from(item.binary!.data.data, 'base64'), { columns: true });

const now = async (items: INodeExecutionData[], parameters: INodeParameters): Promise<IRun> =>
	await bulk.engine.run(
		chain(items, { type: NODE, parameters: importOf({ wait: 'none', ...parameters }) }),
	);

describe('an imported file', () => {
	it('that the item does not hold is asked for, with the fields that it does hold', async () => {
		const item = fileItem(strToU8(csvOf(leads(1))), 'leads.csv');
		const held = { ...item, binary: { attachment_0: item.binary!.data } };
		const run = await now([held], { rowsFrom: 'binary', binaryField: 'data' });
		const error = errorOf(run)!;
		expect(error.message).toBe("'Input Binary Field': item 0 has no file in 'data'");
		expect(error.description).toContain('It has attachment_0.');
		expect(bulk.zoho.meter.total()).toBe(0);
	});

	it('counts its rows above the output when it went out at once', async () => {
		const rows = leads(4);
		rows[1].Company = '';
		const run = await now([fileItem(strToU8(csvOf(rows)), 'leads.csv')], { rowsFrom: 'binary' });
		expect(hintsOf(run, NODE)[0].message).toMatch(/^3 rows written, 1 refused\. Spent/);
	});

	it('sleeps as its item and wakes as one summary, with the failed rows as a CSV to mend', async () => {
		const rows = leads(40);
		rows[3].Email = 'wrong';
		rows[20].Company = '';
		const mark = bulk.zoho.meter.mark();
		const workflow = importing([fileItem(strToU8(csvOf(rows)), 'leads.csv')], {
			rowsFrom: 'binary',
			route: 'bulk',
		});
		const { woken } = await asleep(bulk, workflow);
		await bulk.jobsEnd();
		const run = woken()!;
		const [item, ...others] = itemsOf(run, NODE);
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({
			outcome: 'partlyWritten',
			rows: 40,
			written: 38,
			refused: 2,
			failedRows: [
				{ row: 3, code: 'INVALID_DATA', field: 'Email' },
				{ row: 20, code: 'MANDATORY_NOT_FOUND', field: 'Company' },
			],
			job: { state: 'completed', row: 0 },
		});
		expect(failedRows(item)).toMatchObject([
			{ ...rows[3], Row: '4', Outcome: 'refused', Code: 'INVALID_DATA', Field: 'Email' },
			{ ...rows[20], Row: '21', Outcome: 'refused', Field: 'Company' },
		]);
		const { onItems, inCallbacks } = await spent(bulk, [[run, NODE]]);
		expect(onItems + inCallbacks).toBe(bulk.zoho.meter.since(mark).total());
	});

	it('is finished by Get Result after the limit, from the item alone', async () => {
		const workflow = importing([{ json: { csv: csvOf(leads(12)) } }], {
			rowsFrom: 'csv',
			csvText: '={{ $json.csv }}',
			route: 'bulk',
		});
		bulk.zoho.faults.add({
			match: { name: 'callback.bulkWrite' },
			fault: { kind: 'callback', effect: 'drop' },
		});
		const { waiting } = await asleep(bulk, workflow);
		await bulk.jobsEnd();
		const run = await timeOut(bulk.engine, waiting, workflow);
		expect(jsonOf(run, RESULT)).toMatchObject([{ outcome: 'written', rows: 12, written: 12 }]);
	});

	it.each([',', ';', '\t', '|'])('may have %j between its cells', async (delimiter) => {
		const run = await now([{ json: {} }], {
			rowsFrom: 'csv',
			csvText: csvOf(leads(3), delimiter),
		});
		expect(jsonOf(run, NODE)).toMatchObject([{ outcome: 'written', written: 3 }]);
		expect(bulk.records('Leads').map(({ values }) => values.Last_Name)).toEqual([
			'Lead 0',
			'Lead 1',
			'Lead 2',
		]);
	});

	it('may be a zip, begin with a byte order mark, name columns by label, and hold newlines in cells', async () => {
		const csv =
			'\ufeffLast Name;Company;E-Mail;Note\r\n"O\'Neil ""Jr""";Acme;a@x.example;"one\r\ntwo"\r\n\r\n';
		const zip = zipSync({ 'people.csv': strToU8(csv) });
		const run = await now([fileItem(zip, 'people.zip')], {
			rowsFrom: 'binary',
			columnMap: {
				columns: [
					{ column: 'E-Mail', field: 'Email' },
					{ column: 'Note', field: 'Description' },
				],
			},
		});
		expect(jsonOf(run, NODE)).toMatchObject([{ outcome: 'written', rows: 1 }]);
		expect(bulk.records('Leads')[0].values).toMatchObject({
			Last_Name: 'O\'Neil "Jr"',
			Description: 'one\r\ntwo',
		});
	});

	it('shares its job with the other files of the run, and each gets its own summary', async () => {
		const [first, second] = [leads(10), leads(20).slice(10)];
		second[2].Email = 'wrong';
		const run = await now(
			[first, second].map((rows, at) => fileItem(strToU8(csvOf(rows)), `${at}.csv`)),
			{ rowsFrom: 'binary', route: 'bulk' },
		);
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		await bulk.jobsEnd();
		const items = itemsOf(run, NODE).map(({ json, binary }) => ({ json, binary }));
		const parameters = { operation: 'getResult', whenRowsFail: 'sendToFailed' };
		const ended = await bulk.engine.run(chain(items, { type: NODE, parameters }));
		expect(jsonOf(ended, NODE, 0)).toMatchObject([{ rows: 10, written: 10 }]);
		expect(jsonOf(ended, NODE, 1)).toMatchObject([{ rows: 10, written: 9, refused: 1 }]);
		expect(failedRows(itemsOf(ended, NODE, 1)[0])).toMatchObject([{ Row: '3', Email: 'wrong' }]);
	});

	it('whose rows have no key of their own gets one written', async () => {
		const rows = Array.from({ length: 5 }, () => ({ Last_Name: 'Same', Company: 'Acme' }));
		const workflow = importing([{ json: {} }], {
			write: 'insert',
			findBy: '',
			rowsFrom: 'csv',
			csvText: csvOf(rows),
			route: 'bulk',
			options: { rowKeyField: 'Source_Row' },
		});
		const { woken } = await asleep(bulk, workflow);
		await bulk.jobsEnd();
		expect(jsonOf(woken()!, NODE)).toMatchObject([{ outcome: 'written', written: 5 }]);
		expect(bulk.records('Leads').map(({ values }) => String(values.Source_Row))).toEqual([
			'1',
			'2',
			'3',
			'4',
			'5',
		]);
	});

	it.each<[string, Uint8Array, RegExp]>([
		[
			'another encoding than UTF-8',
			Buffer.from('Last_Name\nM\xfcller\n', 'latin1'),
			/cannot be read as a CSV/,
		],
		[
			'a column that is no field',
			strToU8('Last_Name,Compny,Email\nA,B,a@x.example\n'),
			/"Compny" goes into no field/,
		],
		['a column twice', strToU8('Email,Email\na,b\n'), /Email comes twice/],
		['nothing in it', strToU8(''), /is empty/],
		['a quote that never ends', strToU8('Email,Company\n"a,b\n'), /cannot be read as a CSV/],
		[
			'a zip with two files',
			zipSync({ 'a.csv': strToU8('A'), 'b.csv': strToU8('B') }),
			/more than one file/,
		],
		['a zip with a path', zipSync({ '../a.csv': strToU8('A') }), /is a path/],
	])('with %s is refused before anything is written', async (_what, bytes, message) => {
		const run = await now([fileItem(bytes, 'leads.csv')], { rowsFrom: 'binary' });
		expect(errorOf(run)?.message).toMatch(message);
		expect(bulk.zoho.meter.total()).toBeLessThanOrEqual(1);
	});
});

describe('when n8n has no room for a file', () => {
	const diskIsFull = () =>
		jest
			.spyOn(BinaryDataService.prototype, 'store')
			.mockRejectedValueOnce(new Error('ENOSPC: no space left on device'));
	afterEach(() => jest.restoreAllMocks());

	const getResult = async (run: IRun): Promise<IRun> => {
		const items = itemsOf(run, NODE).map(({ json, binary }) => ({ json, binary }));
		const parameters = { operation: 'getResult', whenRowsFail: 'sendToFailed' };
		return await bulk.engine.run(chain(items, { type: NODE, parameters }));
	};

	it('text whose job runs already waits in its item, and Get Result finds it there', async () => {
		diskIsFull();
		const run = await now([{ json: {} }], {
			rowsFrom: 'csv',
			csvText: csvOf(leads(3)),
			route: 'bulk',
		});
		expect(jsonOf(run, NODE)).toMatchObject([{ job: { state: 'still running' } }]);
		expect(creditsOf(run, NODE)[0].cost).toBe(bulk.zoho.meter.total());
		await bulk.jobsEnd();
		expect(jsonOf(await getResult(run), NODE)).toMatchObject([{ outcome: 'written', written: 3 }]);
	});

	it('the summary of an ended job is left to Get Result, and the run says why and what it cost', async () => {
		const rows = leads(3);
		rows[1].Email = 'wrong';
		diskIsFull();
		const parameters = importOf({ rowsFrom: 'binary', route: 'bulk', wait: 'poll' });
		const { finished } = bulk.engine.start(
			chain([fileItem(strToU8(csvOf(rows)), 'leads.csv')], { type: NODE, parameters }),
		);
		while (bulk.callsTo('bulkWrite.create').length === 0) await sleep(20);
		await bulk.jobsEnd();
		const run = await finished;
		expect(jsonOf(run, NODE)).toMatchObject([{ job: { state: 'still running' } }]);
		expect(hintsOf(run, NODE)[0].message).toContain('no space left on device');
		expect(creditsOf(run, NODE)[0].cost).toBe(bulk.zoho.meter.total());
		const told = await getResult(run);
		expect(jsonOf(told, NODE, 1)).toMatchObject([{ written: 2, refused: 1 }]);
	});
});
