import type { IExecuteFunctions } from 'n8n-workflow';

import { checkComposite, countMistake } from '../shared/core/compositeCheck';
import type { PresetName } from '../shared/core/compositePresets';
import { presetRequest } from '../shared/core/compositePresets';
import type { Execution, SubRequest } from '../shared/core/compositeRequest';
import type { SubFailure } from '../shared/core/compositeResult';
import { subFailure } from '../shared/core/compositeResult';
import { reasonOf } from '../shared/core/jsonValue';
import { FormMistake } from '../shared/core/presetValues';
import { sendFields } from './description';
import { checkItem, checkRequest, readForm, readJson } from './formValues';
import type { Prepared, Sub } from './prepared';
import { PLACES_PER_ITEM, refusedBefore, refusedFor } from './prepared';
import { readJsonComposite } from './readJsonRequests';

/** The sub-requests of one item; `refused` by their order. */
interface Read {
	names: string[];
	requests: Array<SubRequest | null>;
	refused: Map<number, SubFailure>;
	execution: Execution;
}

const howToSend = sendFields.filter(({ name }) => name !== 'requests');

/** Each item is one composite. One that holds a mistake is not sent at all. */
export function prepareSend(ctx: IExecuteFunctions, allowUnlisted: boolean): Prepared {
	const prepared: Prepared = { subs: [], refused: new Map(), groups: [] };
	ctx.getInputData().forEach((_, item) => addItem(ctx, item, allowUnlisted, prepared));
	return prepared;
}

function addItem(
	ctx: IExecuteFunctions,
	item: number,
	allowUnlisted: boolean,
	{ subs, refused, groups }: Prepared,
): void {
	const placeOf = (at: number) => item * PLACES_PER_ITEM + at;
	const read = readItem(ctx, item, allowUnlisted);
	if ('outcome' in read) {
		subs.push({ place: placeOf(0), item, name: '', request: null });
		refused.set(placeOf(0), read);
		return;
	}
	const { names, requests, execution } = read;
	const own = requests.map(
		(request, at): Sub => ({ place: placeOf(at), item, name: names[at], request }),
	);
	subs.push(...own);
	groups.push({ places: own.map(({ place }) => place), execution });
	if (read.refused.size === 0) return;
	const [culprit] = read.refused.keys();
	const sibling = subFailure(
		'notRun',
		'COMPOSITE_NOT_SENT',
		`Not sent: sub-request '${names[culprit]}' of the same composite has a mistake`,
	);
	own.forEach(({ place }, at) => refused.set(place, read.refused.get(at) ?? sibling));
}

function readItem(ctx: IExecuteFunctions, item: number, allowUnlisted: boolean): Read | SubFailure {
	try {
		checkItem(ctx, howToSend, item);
		const execution = ctx.getNodeParameter('execution', item) as Execution;
		const read =
			ctx.getNodeParameter('requestsFrom', item) === 'json'
				? fromJson(ctx, item, execution)
				: fromForm(ctx, item, execution);
		return check(read, allowUnlisted);
	} catch (error) {
		return refusedBefore('REQUEST_NOT_READ', reasonOf(error));
	}
}

function fromJson(ctx: IExecuteFunctions, item: number, execution: Execution): Read {
	const given = readJson(ctx.getNodeParameter('requestsJson', item), 'Requests');
	const read = readJsonComposite(given);
	return {
		names: read.requests.map(({ sub_request_id: name }) => name),
		requests: read.requests,
		refused: new Map(),
		execution: read.execution ?? execution,
	};
}

function fromForm(ctx: IExecuteFunctions, item: number, execution: Execution): Read {
	const { request: forms = [] } = ctx.getNodeParameter('requests', item, {}) as {
		request?: Array<Record<string, unknown>>;
	};
	const names = forms.map(({ name }, at) => textOf(name) || `request_${at + 1}`);
	const refused = new Map<number, SubFailure>();
	const requests = forms.map(({ preset, ...form }, at) => {
		try {
			checkRequest({ ...form, preset });
			return presetRequest(preset as PresetName, names[at], readForm(form));
		} catch (error) {
			if (!(error instanceof FormMistake)) throw error as Error;
			refused.set(at, formRefusal(names[at], error));
			return null;
		}
	});
	return { names, requests, refused, execution };
}

const textOf = (name: unknown): string =>
	typeof name === 'object' ? '' : String(name ?? '').trim();

/** A field of the form that cannot be used. */
export const formRefusal = (name: string, { field, message }: FormMistake): SubFailure =>
	refusedBefore('FORM_NOT_FILLED', `sub-request '${name}': ${message}`, {
		sub_request_id: name,
		field,
	});

/** Adds the mistakes of the requests themselves; of the composite as a whole, that is the answer. */
function check(read: Read, allowUnlisted: boolean): Read | SubFailure {
	const { names, requests, refused, execution } = read;
	const ofAll = countMistake(requests.length);
	if (ofAll) return refusedFor('', ofAll);
	if (refused.size > 0) return read;
	const mistakes = checkComposite(requests as SubRequest[], { execution, allowUnlisted });
	for (const mistake of mistakes)
		refused.set(mistake.at as number, refusedFor(names[mistake.at as number], mistake));
	return read;
}
