import fc from 'fast-check';
import { stringify } from 'flatted';
import { uniq } from 'lodash';
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { actionNodes } from '../support/actionNodes';
import { again, casesOf, casesPlayed } from './budget';
import { operationsOf, usualOf } from './forms';
import type { HostileItem } from './hostileItems';
import { hostileItems } from './hostileItems';
import { isNamed, labelsOf } from './naming';
import { complaints, isOfExpression } from './oracle';
import { isByRow, misPaired, pairOf } from './rows';
import type { Scene, Told } from './scene';
import { openScene } from './scene';
import { traceOf } from './traces';

interface Case {
	form: INodeParameters;
	hostile: HostileItem[];
	/** Which part of their JSON is hostile. */
	field: string;
	/** How many of the hostile items come before the healthy ones. */
	before: number;
	whenRowsFail: string;
}

const HEALTHY = 2;

/** Values of hostile items, which are told back. */
const OWN_WORDS = ['holds NaN', "'Value' NaN", 'ID NaN'];

/** Forms that take their values from the items, beside the usual one. */
const FROM_ITEMS: Record<string, INodeParameters[]> = {
	zohoCrmBatchUpsert: [
		{ options: { includeInput: true, check: 'always' } },
		{ recordsFrom: 'json', recordJson: '={{ $json }}' },
		{
			recordsFrom: 'mapper',
			columns: {
				mappingMode: 'defineBelow',
				value: {
					Last_Name: '={{ $json.Last_Name }}',
					Email: '={{ $json.Email }}',
					Company: 'Acme',
				},
			},
		},
	],
	zohoCrmBatchRead: [{ value: '={{ $json.Last_Name }}', field: 'Last_Name' }],
	zohoCrmBulkJob: [
		{ options: { includeInput: true } },
		{ route: 'cheapest', options: { includeInput: true } },
		{
			conditions: { rows: [{ field: 'Email', comparator: 'equal', value: '={{ $json.Email }}' }] },
		},
	],
	zohoCrmCompositeRequest: [
		{ recordId: '={{ $json.id }}' },
		{ preset: 'updateRecord', recordId: '={{ $json.id }}', record: '={{ $json }}' },
		{ requestsFrom: 'json', requestJson: '={{ $json }}', requestsJson: '={{ [$json] }}' },
		// A longer address Node itself refuses, before the simulator sees it.
		{ path: '=/crm/v8/Leads/{{ String($json.id).slice(0, 2000) }}', body: '={{ $json }}' },
	],
	zohoCrmCachedMetadata: [],
	zohoCrmApiCredits: [{ creditsNeeded: '={{ $json.Company }}' }],
};

const operations = actionNodes.flatMap((node) =>
	operationsOf(node).map((operation) => ({ node, operation, name: node.description.name })),
);

let scene: Scene;
afterEach(async () => await scene.close());
afterAll(() => console.info(`${casesPlayed()} inputs were tried`));

describe(`any item among healthy ones (${again})`, () => {
	it.each(operations)('$name, $operation', async ({ node, operation, name }) => {
		scene = await openScene([node]);
		const forms: INodeParameters[] = [{}, ...FROM_ITEMS[name]].map((more) => ({
			...usualOf(name, scene.seeded),
			operation,
			...more,
		}));
		const cases: fc.Arbitrary<Case> = fc.record({
			form: fc.constantFrom(...forms),
			hostile: fc.array(fc.constantFrom(...hostileItems), { minLength: 1, maxLength: 3 }),
			field: fc.constantFrom('id', 'Last_Name', 'Email', 'Company', 'Website', 'Tag', 'Owner'),
			before: fc.nat({ max: 3 }),
			whenRowsFail: fc.constantFrom('sendToFailed', 'sendToFailed', 'errorIfNothingWritten'),
		});
		const places = new Map<INodeParameters, string>();
		for (const form of forms) places.set(form, healthyAt(await played(name, form, []), [0, 1]));
		const found: string[] = [];
		for (const each of casesOf(cases)) {
			const wrong = await tried(node, operation, each, places.get(each.form)!);
			const told = each.hostile.map((one) => `${each.field}: ${one.name}`).join(', ');
			found.push(...wrong.map((one) => `${forms.indexOf(each.form)}, ${told}: ${one}`));
		}
		expect(found).toEqual([]);
	});
});

const item = (json: IDataObject): INodeExecutionData => ({ json, pairedItem: { item: 0 } });

/** A run with healthy items at the end, or where `before` says. */
async function played(
	name: string,
	form: INodeParameters,
	made: INodeExecutionData[],
	before = made.length,
): Promise<Told> {
	const healthy = scene.fresh(HEALTHY).map(item);
	const items = [...made.slice(0, before), ...healthy, ...made.slice(before)];
	return await scene.go(name, items, { whenRowsFail: 'sendToFailed', ...form }, true);
}

/** On which output the items of these inputs came out, and what became of them. */
function healthyAt({ items, outputs, error }: Told, rows: number[]): string {
	if (error) return `all: ${error.message}`;
	const own = items.filter((one) => rows.includes(pairOf(one)));
	const ends = own.map(
		(one) => `${outputs.findIndex((all) => all.includes(one))} ${String(one.json.code)}`,
	);
	return uniq(ends).join(', ');
}

async function tried(
	node: INodeType,
	operation: string,
	{ form, hostile, field, before, whenRowsFail }: Case,
	healthy: string,
): Promise<string[]> {
	const { name, properties } = node.description;
	const rows = scene.fresh(hostile.length);
	const made = hostile.map(({ make }, at) => make(rows[at], field));
	const left = made.map(whatIsIn);
	const first = Math.min(before, made.length);
	const told = await played(name, { ...form, whenRowsFail }, made, first);
	const wrong = [...complaints(told, OWN_WORDS), ...misPaired(told, name, operation)];
	if (made.some((one, at) => whatIsIn(one) !== left[at])) wrong.push('the input was changed');
	if (isSaveable(made) && !isSaveable(told.items)) wrong.push('n8n cannot save the items');
	const ofN8n = told.error !== undefined && isOfExpression(told.error);
	if (!ofN8n && !isNamed(told, { labels: [] }, labelsOf(properties)))
		wrong.push(`names no field and no row: ${told.error?.message}`);
	// A form that is the same for all rows cannot be right for some alone.
	if (isByRow(name, operation) && whenRowsFail === 'sendToFailed' && !healthy.startsWith('all')) {
		const place = healthyAt(told, [first, first + 1]);
		if (place !== healthy) wrong.push(`healthy rows: ${place}; alone: ${healthy}`);
	}
	return wrong;
}

/** All but the pair, which n8n puts where none is. */
const whatIsIn = ({ json, binary }: INodeExecutionData): string => traceOf([json, binary]);

/** n8n keeps the data of an execution as flatted's text (packages/cli/src/executions). */
function isSaveable(items: INodeExecutionData[]): boolean {
	try {
		return typeof stringify(items) === 'string';
	} catch {
		return false;
	}
}
