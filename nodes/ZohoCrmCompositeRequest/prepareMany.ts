import type { IExecuteFunctions } from 'n8n-workflow';

import { checkComposite } from '../shared/core/compositeCheck';
import type { PresetName } from '../shared/core/compositePresets';
import { presetRequest } from '../shared/core/compositePresets';
import type { SubRequest } from '../shared/core/compositeRequest';
import type { SubFailure } from '../shared/core/compositeResult';
import { reasonOf } from '../shared/core/jsonValue';
import { FormMistake } from '../shared/core/presetValues';
import { referencesIn } from '../shared/core/references';
import { manyFields } from './description';
import { checkItem, formOfItem, readForm, readJson } from './formValues';
import type { Prepared } from './prepared';
import { refusedBefore, refusedFor } from './prepared';
import { formRefusal } from './prepareSend';
import { readJsonRequest } from './readJsonRequests';

/** Each item is one sub-request, its place the item; which go out together is settled by those that are left to send. */
export function prepareMany(ctx: IExecuteFunctions, allowUnlisted: boolean): Prepared {
	const prepared: Prepared = { subs: [], refused: new Map(), groups: [] };
	ctx.getInputData().forEach((_, item) => {
		const name = `item_${item}`;
		const read = readItem(ctx, item, name, allowUnlisted);
		const request = 'outcome' in read ? null : read;
		prepared.subs.push({ place: item, item, name, request });
		if ('outcome' in read) prepared.refused.set(item, read);
	});
	return prepared;
}

function readItem(
	ctx: IExecuteFunctions,
	item: number,
	name: string,
	allowUnlisted: boolean,
): SubRequest | SubFailure {
	try {
		checkItem(ctx, manyFields, item);
		const request = requestOf(ctx, item, name);
		const [reference] = referencesIn({ ...request }, '');
		if (reference) {
			return refusedFor(name, {
				code: 'INVALID_REFERENCE',
				key: reference.key.replace(/^\./, ''),
				reason: `${reference.text}: requests of different items cannot refer to each other; 'Send' links those of one item`,
			});
		}
		const [mistake] = checkComposite([request], { execution: 'parallel', allowUnlisted });
		return mistake ? refusedFor(name, mistake) : request;
	} catch (error) {
		if (error instanceof FormMistake) return formRefusal(name, error);
		return refusedBefore('REQUEST_NOT_READ', reasonOf(error));
	}
}

function requestOf(ctx: IExecuteFunctions, item: number, name: string): SubRequest {
	if (ctx.getNodeParameter('requestsFrom', item) === 'json') {
		const given = readJson(ctx.getNodeParameter('requestJson', item), 'Request');
		return { ...readJsonRequest(given, name), sub_request_id: name };
	}
	const preset = ctx.getNodeParameter('preset', item) as PresetName;
	return presetRequest(preset, name, readForm(formOfItem(ctx, item)));
}
