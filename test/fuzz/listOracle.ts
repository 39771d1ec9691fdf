import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { everythingIn, saidBadly } from './oracle';
import type { ListKind } from './lists';

/** What came of one call of the editor. */
export interface Listed {
	list: unknown;
	error: unknown;
	/** Credits by the meter of the simulator. */
	meter: number;
	/** The ledger: who spent what. */
	spent: Array<{ node: string; cost: number }>;
	/** Of each call the module that it named. */
	asked: Array<string | undefined>;
	secrets: string[];
}

/**
 * How far the ledger can be held to the meter: `equal`; `noLess` where answers are lost, which may have been charged;
 * not at all where a status was changed on its way.
 */
export type Honesty = 'equal' | 'noLess' | 'none';

/**
 * What is wrong with a list, or with the error in its place; empty when nothing is.
 * @param harmless texts of the person's own, which may be told back
 */
export function wrongIn(
	kind: ListKind,
	listed: Listed,
	harmless: string[] = [],
	honesty: Honesty = 'equal',
): string[] {
	const { list, error, secrets } = listed;
	const told = everythingIn([error, list]);
	return [
		...(error === undefined ? SHAPES[kind](list) : saidAs(error, harmless)),
		...spentRightly(listed, honesty),
		...secrets.filter((one) => told.includes(one)).map(() => 'a secret is in what the editor gets'),
		...(Object.keys(Object.prototype).length > 0 || 'polluted' in {}
			? ['a prototype was changed']
			: []),
	];
}

function saidAs(error: unknown, harmless: string[]): string[] {
	if (!(error instanceof Error)) return [`thrown: ${String(error)}`];
	// What n8n itself says of a form, expressions among it, is not ours to word.
	const [, first = ''] = (error.stack ?? '').split(/\n\s+at /);
	return /node_modules\/(n8n-|@n8n\/)/.test(first) ? [] : saidBadly({ error, items: [] }, harmless);
}

function spentRightly({ meter, spent, asked }: Listed, honesty: Honesty): string[] {
	const found = spent
		.filter(({ node }) => node !== 'ui')
		.map(({ node, cost }) => `${cost} credits are in the ledger under ${node}`);
	const none = asked.find((module) => module !== undefined && !/^\w{1,100}$/.test(module));
	if (none !== undefined) found.push(`Zoho was asked for the module ${none.slice(0, 100)}`);
	const total = spent.reduce((sum, { cost }) => sum + cost, 0);
	if (!Number.isInteger(total) || total < 0) found.push(`the ledger says ${total}`);
	const isRight = { equal: total === meter, noLess: total >= meter, none: true };
	if (!isRight[honesty]) found.push(`meter ${meter}, ledger ${total}`);
	return found;
}

const SHAPES: Record<ListKind, (list: unknown) => string[]> = {
	loadOptions: (list) => choices(list),
	listSearch: (list) => [...choices((list as IDataObject | undefined)?.results), ...plain(list)],
	resourceMapping: (list) => [
		...columns((list as IDataObject | undefined)?.fields),
		...plain(list),
	],
};

/** n8n sends it to the browser as JSON. */
const plain = (list: unknown): string[] =>
	isEqual(JSON.parse(JSON.stringify(list)), list) ? [] : ['JSON does not hold all of it'];

/**
 * Entries of a drop-down. Vue tells them apart by value, and a nameless one cannot be seen
 * (packages/frontend/editor-ui: ParameterInput.vue, ResourceLocatorDropdown.vue).
 */
function choices(list: unknown): string[] {
	if (!Array.isArray(list)) return [`no list: ${JSON.stringify(list)?.slice(0, 100)}`];
	const entries = list as IDataObject[];
	const odd = entries.filter(
		({ name, value, description = '' }) =>
			!isShown(name) || !isShown(value) || typeof description !== 'string',
	);
	return [
		...odd.slice(0, 2).map((one) => `no choice: ${JSON.stringify(one).slice(0, 200)}`),
		...twice(entries.map(({ value }) => value)),
		...plain(list),
	];
}

const isShown = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '';

const twice = (values: unknown[]): string[] => {
	const again = values.find((value, at) => values.indexOf(value) !== at);
	return again === undefined ? [] : [`twice: ${String(again).slice(0, 100)}`];
};

/** `FieldTypeMap` of n8n-workflow, as far as a field of Zoho can be of it. */
const TYPES = ['array', 'boolean', 'dateTime', 'number', 'options', 'string'];

function columns(list: unknown): string[] {
	if (!Array.isArray(list)) return [`no columns: ${JSON.stringify(list)?.slice(0, 100)}`];
	const fields = list as IDataObject[];
	const odd = fields.filter(
		({ id, displayName, type, options, ...flags }) =>
			!isShown(id) ||
			!isShown(displayName) ||
			!TYPES.includes(type as string) ||
			(type === 'options') !== Array.isArray(options) ||
			[flags.required, flags.defaultMatch, flags.display].some((one) => typeof one !== 'boolean'),
	);
	return [
		...odd.slice(0, 2).map((one) => `no column: ${JSON.stringify(one).slice(0, 200)}`),
		...twice(fields.map(({ id }) => id)),
		...fields.flatMap(({ options }) => (options === undefined ? [] : choices(options))).slice(0, 3),
	];
}
