import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { properties as apiCredits } from '../nodes/ZohoCrmApiCredits/description';
import { properties as batchRead } from '../nodes/ZohoCrmBatchRead/description';
import { properties as batchUpsert } from '../nodes/ZohoCrmBatchUpsert/description';
import { properties as bulkJob } from '../nodes/ZohoCrmBulkJob/description';
import { properties as cachedMetadata } from '../nodes/ZohoCrmCachedMetadata/description';
import { properties as composite } from '../nodes/ZohoCrmCompositeRequest/description';
import { properties as trigger } from '../nodes/ZohoCrmNotificationTrigger/description';

/** Each node's page below `docs/`, and its form. */
export const PAGES: Record<string, INodeProperties[]> = {
	'api-credits': apiCredits,
	'batch-read': batchRead,
	'batch-upsert': batchUpsert,
	'bulk-job': bulkJob,
	'cached-metadata': cachedMetadata,
	'composite-request': composite,
	'notification-trigger': trigger,
};

const BEGIN = '<!-- fields: written by `npm run docs` from the form -->';
const END = '<!-- /fields -->';

type Choice = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isChoice = (option: Choice): option is INodePropertyOptions => 'value' in option;
const isField = (option: Choice): option is INodeProperties => 'type' in option;

/** In a cell of a table: links of the form become their text. */
const cell = (text: string): string =>
	text
		.replace(/<a [^>]*>([^<]*)<\/a>/g, '$1')
		.replace(/<[^>]+>/g, '')
		.replaceAll('|', '\\|')
		.replace(/\s+/g, ' ')
		.trim();

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function choices({ type, options = [] }: INodeProperties): string {
	if (type !== 'options' && type !== 'multiOptions') return '';
	const named = options
		.filter(isChoice)
		.map(({ name, description }) => `*${name}*${description ? ` (${description})` : ''}`);
	return named.length > 0 ? `${named.join(', ')}.` : '';
}

/** The names of what stands in each entry of a list. */
function entries({ type, options = [] }: INodeProperties): string {
	if (type !== 'fixedCollection') return '';
	const values = options.flatMap((option) => ('values' in option ? option.values : []));
	return `Each with: ${[...new Set(values.map(({ displayName }) => displayName))].join(', ')}.`;
}

/** For which operations a field is there; empty for all. */
function operationsOf({ displayOptions }: INodeProperties): unknown[] {
	const show = displayOptions?.show ?? {};
	return [show.operation ?? show['/operation'] ?? []].flat();
}

function line(
	field: INodeProperties,
	operations: Map<unknown, string>,
	collection?: INodeProperties,
): string {
	const { displayName, description = '', hint = '' } = field;
	const within = collection ? `${collection.displayName} → ` : '';
	const own = operationsOf(field);
	const wanted = own.length > 0 || !collection ? own : operationsOf(collection);
	const shown = wanted.map((value) => operations.get(value) ?? String(value));
	const said = [description, hint].filter(Boolean).map(sentence);
	const words = [...said, choices(field), entries(field)].filter(Boolean).join(' ');
	return `| ${within}${displayName} | ${shown.join(', ')} | ${cell(words)} |`;
}

const isShown = ({ type }: INodeProperties): boolean => type !== 'notice' && type !== 'hidden';

/** Every field of a form in a line, with those of its collections behind the collection's name. */
function lines(form: INodeProperties[]): string[] {
	const operation = form.find(({ name }) => name === 'operation');
	const names = (operation?.options ?? []).filter(isChoice);
	const operations = new Map<unknown, string>(names.map(({ value, name }) => [value, name]));
	return form.filter(isShown).flatMap((field) => {
		if (field.type !== 'collection') return [line(field, operations)];
		const within = (field.options ?? []).filter(isField).filter(isShown);
		return within.map((option) => line(option, operations, field));
	});
}

/** The section `Every field` of a node's page, with the marks around it. */
export const fieldsBlock = (form: INodeProperties[]): string => `${BEGIN}

## Every field

| Field | For | What it does |
|---|---|---|
${[...new Set(lines(form))].join('\n')}

${END}`;

/** The page with its block replaced, or put behind it when it has none yet. */
export function withFields(page: string, block: string): string {
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0) return `${page.trimEnd()}\n\n${block}\n`;
	return page.slice(0, begin) + block + page.slice(end + END.length);
}
