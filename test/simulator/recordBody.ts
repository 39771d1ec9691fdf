import { refuse } from './replies';
import type { SimCall, SimReply } from './route';

export type Body = Record<string, unknown>;

export function isObject(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refuseInput(
	apiName: string,
	jsonPath: string,
	details: Record<string, unknown> = {},
): SimReply {
	return refuse(400, 'INVALID_DATA', 'invalid data', {
		...details,
		api_name: apiName,
		json_path: jsonPath,
	});
}

/** The body as an object; anything else is refused by `refuseBody`. */
export function bodyOf(call: SimCall): Body | undefined {
	return isObject(call.body) ? call.body : undefined;
}

export function refuseBody(): SimReply {
	return refuse(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
}

/** The records of a write: 1 to 100. Elements that are no objects are answered one by one. */
export function recordsIn(call: SimCall, body: Body): unknown[] | SimReply {
	const { data } = body;
	if (data === undefined) {
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: 'data',
			json_path: '$.data',
		});
	}
	if (!Array.isArray(data)) {
		return refuseInput('data', '$.data', { expected_data_type: 'jsonarray' });
	}
	if (data.length === 0) return refuseInput('data', '$.data', { minimum_length: 1 });
	if (data.length > 100) {
		const details = { maximum_length: 100, api_name: 'data', json_path: '$.data' };
		return refuse(400, call.org.switches.tooManyRecordsCode, 'invalid data', details);
	}
	return data;
}
