import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { seedRecords } from '../simulator/seedRecords';
import type { Act } from './act';
import { checkPairing, pairOf } from './laws';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Told } from './world';
import { openWorld } from './world';

interface Wish {
	operation: 'getByIds' | 'lookUp' | 'query' | 'getChanged';
	/** How many contacts there are, and by how many each address is shared. */
	contacts: number;
	sharedBy: number;
	/** Which of them the input asks for; those beyond the last one do not exist. */
	asked: number[];
	limit: number;
	matches: 'all' | 'first';
	options: IDataObject;
	trouble: Trouble;
}

const options = fc.record(
	{
		parallel: fc.integer({ min: 1, max: 4 }),
		creditDetail: fc.constantFrom('first', 'every'),
		maxCredits: fc.integer({ min: 1, max: 10 }),
		route: fc.constantFrom('cheapest', 'query', 'list'),
	},
	{ requiredKeys: [] },
);

const contact = (at: number, sharedBy: number): IDataObject => ({
	Last_Name: `Contact ${at}`,
	Email: `person${Math.floor(at / sharedBy)}@example.com`,
});

export const readAct: Act<Wish> = {
	name: 'Batch Read',
	share: 25,
	wish: fc.record({
		operation: fc.constantFrom(
			'getByIds' as const,
			'lookUp' as const,
			'query' as const,
			'getChanged' as const,
		),
		contacts: fc.constantFrom(0, 1, 199, 200, 201, 450),
		sharedBy: fc.integer({ min: 1, max: 5 }),
		asked: fc.array(fc.nat({ max: 470 }), { minLength: 1, maxLength: 120, size: 'max' }),
		limit: fc.constantFrom(1, 200, 201, 1000),
		matches: fc.constantFrom('all' as const, 'first' as const),
		options,
		trouble: trouble(['coql.query', 'records.list', 'records.count', 'settings.fields']),
	}),
	async play(wish) {
		const world = await openWorld([new ZohoCrmBatchRead()]);
		try {
			const records = Array.from({ length: wish.contacts }, (_, at) => contact(at, wish.sharedBy));
			const ids = seedRecords(world.zoho.org(), 'Contacts', records, { now: Date.now() - 60_000 });
			const isList = wish.operation === 'query' || wish.operation === 'getChanged';
			const asked = wish.asked.map((at) => ({
				id: ids[at] ?? `57257670009${String(at).padStart(8, '0')}`,
				email: contact(at, wish.sharedBy).Email,
			}));
			const items = isList ? [{}] : asked;
			const told = await world.go('zohoCrmBatchRead', items, parametersOf(wish), wish.trouble);
			checkPairing(told, true);
			if (!told.error) CHECKS[wish.operation](told, wish, ids);
		} finally {
			await world.close();
		}
	},
};

const parametersOf = ({ operation, limit, matches, options: more }: Wish) => ({
	operation,
	module: { __rl: true, mode: 'name', value: 'Contacts' },
	recordId: '={{ $json.id }}',
	field: 'Email',
	value: '={{ $json.email }}',
	matches,
	query: "select Last_Name from Contacts where Last_Name like 'Contact%'",
	since: '2020-01-01T00:00:00Z',
	limit,
	fields: operation === 'query' ? [] : ['Last_Name', 'Email'],
	options: more as Record<string, string | number>,
});

/** What may stand on Not Found besides records that are not there. */
const asksNothing = ({ outcome }: IDataObject): boolean =>
	outcome === 'notSent' || outcome === 'refused';

const CHECKS: Record<Wish['operation'], (told: Told, wish: Wish, ids: string[]) => void> = {
	getByIds({ outputs: [found, notFound] }, { asked, contacts }, ids) {
		for (const item of found) deepEqual(item.json.id, ids[asked[pairOf(item)]]);
		for (const item of notFound)
			ok(
				asked[pairOf(item)] >= contacts || asksNothing(item.json),
				'an id that exists is not on Not Found',
			);
	},
	lookUp({ outputs: [found, notFound] }, { asked, contacts, sharedBy, matches }) {
		const whole = notFound.every(({ json }) => !asksNothing(json));
		for (const [at, wanted] of asked.entries()) {
			const mine = found.filter((item) => pairOf(item) === at);
			const person = Math.floor(wanted / sharedBy);
			const there = Math.max(0, Math.min(sharedBy, contacts - person * sharedBy));
			const expected = matches === 'first' ? Math.min(1, there) : there;
			ok(
				mine.length === expected || !whole,
				`${mine.length} of ${expected} records of one address`,
			);
			ok(mine.every(({ json }) => json.Email === `person${person}@example.com`));
		}
	},
	query: checkList,
	getChanged: checkList,
};

function checkList({ outputs: [found, notFound] }: Told, { contacts, limit }: Wish): void {
	const seen = found.map(({ json }) => json.id);
	ok(new Set(seen).size === seen.length, 'no record comes twice');
	const expected = Math.min(contacts, limit);
	const stopped = notFound.some(({ json }) => asksNothing(json));
	ok(
		seen.length === expected || (stopped && seen.length < expected),
		`${seen.length} of ${expected} records`,
	);
}
