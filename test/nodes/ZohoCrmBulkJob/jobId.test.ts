import { errorOf, itemsOf } from '../../support/results';
import type { Bulk } from './bulkStory';
import { NODE, openBulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

describe("A 'Job ID' that can be none", () => {
	it.each([
		['getStatus', 'Leads'],
		['getResult', '12/../34'],
		['getStatus', '\ud83d'],
	])('is refused by %s before a credit is spent: %j', async (operation, id) => {
		const parameters = { operation, jobId: '={{ $json.id }}', jobKind: 'import' };

		const run = await bulk.run(NODE, [{ id: '' }, { id }], parameters);

		const { name, message, description } = errorOf(run)!;
		expect(name).toBe('NodeOperationError');
		expect(message).toMatch(/^'Job ID' ".*" is no id of a job, in row 1$/);
		expect(description).toContain('Nothing was sent');
		expect(bulk.zoho.meter.total()).toBe(0);
	});

	it('is told on Failed for every item, when n8n is to go on', async () => {
		const parameters = { operation: 'getResult', jobId: 'x', jobKind: 'import' };

		const run = await bulk.run(NODE, [{}, {}], parameters, { onError: 'continueRegularOutput' });

		const told = itemsOf(run, NODE, 1).map(({ json }) => [json.outcome, json.message]);
		expect(told).toEqual(Array(2).fill(['notSent', '\'Job ID\' "x" is no id of a job, in row 0']));
	});
});
