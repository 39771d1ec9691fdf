import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import upperFirst from 'lodash/upperFirst';

import type { CoqlQuery } from '../shared/core/coqlQuery';
import { parseQuery } from '../shared/core/coqlQuery';
import { shownValue } from '../shared/core/jsonValue';
import { namesIn } from '../shared/core/namesIn';
import { withQueryTimes } from '../shared/core/queryTimes';
import { FIELDS_PER_READ, SHORTEST_SEARCH_WORD } from '../shared/core/readLimits';
import { momentOf } from '../shared/core/watermark';
import type { DeletedKind } from '../shared/zoho/readCalls';
import { moduleNameOf } from '../shared/ui/moduleName';
import type { ListOperation } from './readParameters';
import { wantedRows } from './readParameters';

/** What an input item asks for; `wanted: null` is all there is. */
export type Question =
	| { kind: 'query'; query: CoqlQuery; wanted: number | null }
	| {
			kind: 'search';
			module: string;
			by: Record<string, string>;
			fields: string[];
			wanted: number | null;
	  }
	| { kind: 'changed'; module: string; fields: string[]; since: number; wanted: number | null }
	| { kind: 'deleted'; module: string; which: DeletedKind; since: number; wanted: null };

export interface Asked {
	question: Question;
	/** Input items that ask it, ascending. */
	items: number[];
}

/**
 * What the input items ask, each question once.
 * @throws NodeOperationError for what is known to be refused, naming the parameter and the item
 */
export function questionsOf(ctx: IExecuteFunctions, operation: ListOperation): Asked[] {
	const asked = new Map<string, Asked>();
	ctx.getInputData().forEach((_, item) => {
		const question = READ[operation](ctx, item);
		const text = JSON.stringify(question);
		const same = asked.get(text);
		if (same) same.items.push(item);
		else asked.set(text, { question, items: [item] });
	});
	return [...asked.values()];
}

const READ: Record<ListOperation, (ctx: IExecuteFunctions, item: number) => Question> = {
	query: queryOf,
	search: searchOf,
	getChanged: (ctx, item) => ({
		kind: 'changed',
		module: moduleNameOf(ctx, item),
		fields: namesIn(ctx.getNodeParameter('fields', item, [])),
		since: sinceOf(ctx, item),
		wanted: wantedRows(ctx, item),
	}),
	getDeleted: (ctx, item) => ({
		kind: 'deleted',
		module: moduleNameOf(ctx, item),
		which: ctx.getNodeParameter('deletedKind', item, 'all') as DeletedKind,
		since: sinceOf(ctx, item),
		wanted: null,
	}),
};

const fail = (ctx: IExecuteFunctions, item: number, message: string, fix: string): never => {
	throw new NodeOperationError(ctx.getNode(), message, {
		itemIndex: item,
		description: `${fix} Nothing was sent.`,
	});
};

function queryOf(ctx: IExecuteFunctions, item: number): Question {
	const query = parseQuery(withQueryTimes(String(ctx.getNodeParameter('query', item, ''))));
	if ('message' in query) return fail(ctx, item, query.message, query.fix);
	return { kind: 'query', query, wanted: query.limit ?? wantedRows(ctx, item) };
}

function searchOf(ctx: IExecuteFunctions, item: number): Question {
	const by = String(ctx.getNodeParameter('searchBy', item, 'criteria'));
	const text = String(ctx.getNodeParameter(by, item, '') ?? '').trim();
	if (text === '') {
		return fail(ctx, item, `'${upperFirst(by)}' is empty`, 'Say what to look for.');
	}
	if (by === 'word' && text.length < SHORTEST_SEARCH_WORD) {
		return fail(ctx, item, `'Word' is too short: ${text}`, 'Zoho searches from two letters on.');
	}
	return {
		kind: 'search',
		module: moduleNameOf(ctx, item),
		by: { [by]: by === 'criteria' ? withQueryTimes(text) : text },
		fields: namesIn(ctx.getNodeParameter('fields', item, [])),
		wanted: wantedRows(ctx, item),
	};
}

/** Without `fields` a search gives all of them, so a long list is cut afterwards, for nothing. */
export const searchParameters = ({
	by,
	fields,
}: Extract<Question, { kind: 'search' }>): Record<string, string> =>
	fields.length === 0 || fields.length > FIELDS_PER_READ ? by : { ...by, fields: fields.join(',') };

function sinceOf(ctx: IExecuteFunctions, item: number): number {
	const given = ctx.getNodeParameter('since', item, '') as unknown;
	if (given === '' || given === null || given === undefined) {
		return fail(
			ctx,
			item,
			"'Since' is empty",
			'Give the time to begin at; after that, the watermark of the run before.',
		);
	}
	const since = momentOf(given, ctx.getTimezone());
	if (since !== undefined) return since;
	const shown = shownValue(given);
	return fail(ctx, item, `'Since' ${shown} is no time`, 'Write it like 2025-01-31T09:30:00+01:00.');
}
