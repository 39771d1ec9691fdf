import { chunk, range } from 'lodash';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { seedRecords } from '../simulator/seedRecords';
import { errorOf } from '../support/results';
import type { Story } from '../support/story';

/** What a route has to run on: a simulated Zoho that holds `ids`, and the nodes. */
export interface RouteWorld {
	story: Story;
	/** Ids of the leads that were there before. */
	ids: string[];
	/** How many rows the route is for. */
	rows: number;
}

/** Does the work by one route, wholly; gives every execution it took. */
export type RouteRun = (world: RouteWorld) => Promise<IRun[]>;

const UPSERT = 'zohoCrmBatchUpsert';
const READ = 'zohoCrmBatchRead';
const COMPOSITE = 'zohoCrmCompositeRequest';
const METADATA = 'zohoCrmCachedMetadata';

const leads: INodeParameters = { module: { __rl: true, mode: 'name', value: 'Leads' } };
const ALL = 'select Last_Name from Leads where id is not null';

export const newLead = (at: number): IDataObject => ({
	Last_Name: `Lead ${at}`,
	Company: 'Acme',
	Email: `lead${at}@example.com`,
});

export const seedLeads = ({ zoho }: Story, count: number): string[] =>
	seedRecords(zoho.org(), 'Leads', range(count).map(newLead), { now: zoho.clock.now() });

async function run(
	{ story }: RouteWorld,
	node: string,
	items: IDataObject[],
	parameters: INodeParameters,
): Promise<IRun> {
	const ended = await story.run(node, items, parameters);
	const error = errorOf(ended);
	if (error) throw error;
	return ended;
}

type Items = (world: RouteWorld) => IDataObject[];

const byNode =
	(node: string, items: Items, parameters: INodeParameters): RouteRun =>
	async (world) => [await run(world, node, items(world), parameters)];

const made: Items = ({ rows }) => range(rows).map((at) => newLead(20_000 + at));
const changed: Items = ({ ids }) => ids.map((id, at) => ({ id, City: `Town ${at}` }));
const idsOnly: Items = ({ ids }) => ids.map((id) => ({ id }));
const once: Items = () => [{}];

const ONE_BY_ONE = { batchSize: 1, parallel: 5 };

function writes(operation: string, items: Items, more: INodeParameters = {}) {
	const form = { operation, ...leads, recordsFrom: 'item', ...more };
	return {
		oneByOne: byNode(UPSERT, items, { ...form, options: ONE_BY_ONE }),
		batch: byNode(UPSERT, items, form),
	};
}

const apiCalls = (items: Items, path: string, more: INodeParameters = {}): RouteRun =>
	byNode(COMPOSITE, items, { operation: 'apiCall', method: 'GET', path, ...more });

const pagesOf = (path: string): RouteRun =>
	apiCalls(once, path, { answer: 'entries', paging: 'page', returnAll: true });

const inFives = (items: Items): RouteRun =>
	byNode(COMPOSITE, items, { operation: 'sendMany', execution: 'inOrder', requestsFrom: 'json' });

const post = (uri: string, record: IDataObject): IDataObject => ({
	method: 'POST',
	uri,
	body: { data: [record] },
});

const upsert = writes('upsert', made, { matchingFields: { fields: [{ field: 'Email' }] } });
const create = writes('create', made);
const update = writes('update', changed);
const remove = writes('delete', idsOnly);

const setCity: INodeParameters = {
	operation: 'massUpdate',
	...leads,
	columns: {
		mappingMode: 'defineBelow',
		value: { City: 'Graz' },
		matchingColumns: [],
		schema: [
			{
				id: 'City',
				displayName: 'City',
				type: 'string',
				required: false,
				display: true,
				defaultMatch: false,
			},
		],
	},
};

const query = (more: INodeParameters, text = ALL): RouteRun =>
	byNode(READ, once, { operation: 'query', query: text, ...more });

const SINCE = '2020-01-01T00:00:00Z';
const changes = (route: string): RouteRun =>
	byNode(READ, once, {
		operation: 'getChanged',
		...leads,
		since: SINCE,
		fields: ['Last_Name'],
		returnAll: true,
		options: { route },
	});

/** Modules whose fields, layouts and so on can be read: five reads each. */
const MODULES = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Products', 'Tasks', 'Subscriptions'];

const readMetadata: RouteRun = async (world) => {
	const runs: IRun[] = [];
	for (const modules of chunk(range(world.rows / 5), MODULES.length)) {
		const items = modules.map((_, at) => ({ module: MODULES[at] }));
		runs.push(
			await run(world, METADATA, items, {
				operation: 'get',
				kinds: ['everything'],
				modulesFrom: 'one',
				module: { __rl: true, mode: 'name', value: '={{ $json.module }}' },
				options: { refresh: true },
			}),
		);
	}
	return runs;
};

const all = { returnAll: true };
const known: Record<string, RouteRun> = {
	counted: async (world) => [
		...(await query({}, 'select COUNT(id) as N from Leads where id is not null limit 1')(world)),
		...(await query({ returnAll: false, limit: world.rows })(world)),
	],
	limited: async (world) => await query({ returnAll: false, limit: world.rows })(world),
	deleted: async (world) =>
		await byNode(READ, once, { operation: 'getDeleted', ...leads, since: SINCE, ...all })(world),
};

/** By `work/route`: every way but those of bulk jobs. */
export const ROUTE_RUNS: Readonly<Record<string, RouteRun>> = {
	'upsert/upsert.oneByOne': upsert.oneByOne,
	'upsert/upsert.batch': upsert.batch,
	'upsert/mixed.composite': inFives((world) =>
		made(world).map((each) => post('Leads/upsert', each)),
	),
	'insert/insert.oneByOne': create.oneByOne,
	'insert/insert.batch': create.batch,
	'insert/mixed.composite': inFives((world) => made(world).map((each) => post('Leads', each))),
	'update/update.oneByOne': update.oneByOne,
	'update/update.batch': update.batch,
	'update/mixed.composite': inFives(({ ids }) =>
		ids.map((id) => ({ method: 'PUT', uri: `Leads/${id}`, body: { data: [{ City: 'Graz' }] } })),
	),
	'delete/delete.oneByOne': remove.oneByOne,
	'delete/delete.batch': remove.batch,
	'delete/mixed.composite': inFives(({ ids }) =>
		ids.map((id) => ({ method: 'DELETE', uri: `Leads/${id}` })),
	),
	'massUpdate/massUpdate.oneByOne': update.oneByOne,
	'massUpdate/massUpdate.update': update.batch,
	'massUpdate/massUpdate.massUpdate': byNode(UPSERT, idsOnly, setCity),
	'getByIds/getByIds.oneByOne': apiCalls(idsOnly, '=Leads/{{ $json.id }}'),
	'getByIds/getByIds.batch': byNode(READ, idsOnly, {
		operation: 'getByIds',
		...leads,
		fields: ['Last_Name'],
	}),
	'getByIds/mixed.composite': inFives(({ ids }) =>
		ids.map((id) => ({ method: 'GET', uri: `Leads/${id}` })),
	),
	'lookUp/lookUp.oneByOne': apiCalls(
		({ rows }) => range(rows).map(newLead),
		'=Leads/search?email={{ $json.Email }}',
	),
	'lookUp/lookUp.batch': byNode(READ, ({ rows }) => range(rows).map(newLead), {
		operation: 'lookUp',
		...leads,
		field: 'Email',
		value: '={{ $json.Email }}',
	}),
	'query/query.oneByOne': byNode(
		READ,
		({ rows }) => range(0, rows, 200).map((from) => ({ text: `${ALL} limit 200 offset ${from}` })),
		{ operation: 'query', query: '={{ $json.text }}', ...all },
	),
	'query/query.grown': query(all),
	'query/query.known': known.limited,
	'query/query.counted': known.counted,
	'search/search.oneByOne': byNode(READ, once, {
		operation: 'search',
		...leads,
		searchBy: 'criteria',
		criteria: '(Company:equals:Acme)',
		...all,
	}),
	'getChanged/getChanged.oneByOne': pagesOf('Leads?fields=Modified_Time'),
	'getChanged/getChanged.query': changes('query'),
	'getChanged/getChanged.list': changes('list'),
	'getDeleted/getDeleted.oneByOne': known.deleted,
	'export/export.oneByOne': pagesOf('Leads?fields=Last_Name'),
	'mixed/mixed.oneByOne': apiCalls(
		({ ids }) =>
			ids.map((id, at) => ({
				path: ['org', `Leads/${id}`, 'settings/fields?module=Deals'][at % 3],
			})),
		'={{ $json.path }}',
	),
	'mixed/mixed.composite': inFives(({ ids }) =>
		ids.map((id, at) =>
			at % 2 === 0
				? { method: 'GET', uri: `Leads/${id}` }
				: post('Tasks', { Subject: `Call ${at}` }),
		),
	),
	'mixed/mixed.rollback': byNode(
		COMPOSITE,
		(world) =>
			chunk(made(world), 5).map((five) => ({
				requests: five.map((each, at) => ({ ...post('Leads', each), sub_request_id: `r${at}` })),
			})),
		{
			operation: 'send',
			execution: 'allOrNothing',
			requestsFrom: 'json',
			requestsJson: '={{ $json.requests }}',
		},
	),
	'metadata/metadata.oneByOne': apiCalls(
		({ rows }) => range(rows).map((at) => ({ module: MODULES[at % MODULES.length] })),
		'=settings/fields?module={{ $json.module }}',
	),
	'metadata/metadata.composite': readMetadata,
};
