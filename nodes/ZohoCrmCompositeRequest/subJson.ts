import type { IDataObject } from 'n8n-workflow';

import type { SubResult } from '../shared/core/compositeResult';
import type { Sub } from './prepared';

/** The JSON of one output item, without `credits`. */
export function subJson(
	{ item, name }: Sub,
	result: SubResult,
	input: IDataObject,
	includeInput: boolean,
): IDataObject {
	const extra = includeInput ? { input } : {};
	if (result.outcome === 'planned')
		return { subRequestId: name, outcome: 'planned', call: result.call, ...extra };
	if (result.outcome === 'done') {
		const { statusCode, body, truncated } = result;
		return {
			subRequestId: name,
			outcome: 'done',
			status: 'success',
			statusCode,
			truncated,
			body: body as IDataObject,
			...extra,
		};
	}
	const { outcome, statusCode, code, message, reason, details, body } = result;
	return {
		row: item,
		subRequestId: name,
		outcome,
		status: 'error',
		statusCode,
		code,
		message,
		reason,
		details: details as IDataObject,
		body: body as IDataObject,
		input,
	};
}
