import type { IDataObject, IRun } from 'n8n-workflow';
import { errorOf, itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import { importOf, NODE, openBulk } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

async function imported(rows: IDataObject[], module: string): Promise<IRun> {
	const parameters = importOf({
		wait: 'none',
		module: { __rl: true, mode: 'name', value: module },
	});
	const run = await bulk.run(NODE, rows, parameters);
	if (errorOf(run)) throw errorOf(run)!;
	await bulk.jobsEnd();
	const items = itemsOf(run, NODE).map(({ json }) => ({ json }));
	return await bulk.engine.run(
		chain(items, {
			type: NODE,
			parameters: { operation: 'getResult', whenRowsFail: 'sendToFailed' },
		}),
	);
}

it('25,000 contacts that are there, half of them imported without a phone: no phone changes', async () => {
	const before = Array.from({ length: 25_000 }, (_, at) => ({
		Last_Name: `Contact ${at}`,
		Email: `contact.${at}@example.com`,
		Phone: `+49 30 ${at}`,
	}));
	bulk.zoho.seed({ orgs: [{ records: { Contacts: before } }] });
	const rows = before.map(({ Phone, ...contact }, at) => ({
		...contact,
		Department: 'Sales',
		...(at % 2 === 0 ? { Phone } : at % 4 === 1 ? {} : { Phone: '' }),
	}));

	const run = await imported(rows, 'Contacts');

	expect(jsonOf(run, NODE).filter(({ action }) => action === 'update')).toHaveLength(25_000);
	const found = bulk.records('Contacts').map(({ values }) => [values.Phone, values.Department]);
	expect(found).toEqual(before.map(({ Phone }) => [Phone, 'Sales']));
	expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
}, 90_000);
