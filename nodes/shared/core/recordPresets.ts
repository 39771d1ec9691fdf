import type { SubRequest } from './compositeRequest';
import { ROWS_PER_SUBREQUEST } from './compositeRequest';
import { withCoqlLimit } from './coqlLimit';
import { namesIn } from './namesIn';
import type { PresetValues } from './presetValues';
import { withQueryTimes } from './queryTimes';
import { needed, neededNames, neededObject, objectIn, optional, segment } from './presetValues';

export type Made = Omit<SubRequest, 'sub_request_id'>;
export type Preset = (values: PresetValues) => Made;

/** Paths and bodies: https://www.zoho.com/crm/developer/docs/api/v8/ and its pages of records. */
const ROOT = '/crm/v8';

export const moduleUri = (values: PresetValues): string =>
	`${ROOT}/${segment(values, 'module', 'Module')}`;

export const recordUri = (values: PresetValues): string =>
	`${moduleUri(values)}/${segment(values, 'recordId', 'Record ID')}`;

export const relatedUri = (values: PresetValues): string =>
	`${recordUri(values)}/${segment(values, 'relatedList', 'Related List')}`;

/** The fields asked for, where any are. */
export function fieldsOf(values: PresetValues, otherwise = ''): Record<string, string> {
	const fields = optional(values, 'fields') || otherwise;
	return fields === '' ? {} : { fields };
}

const PAGE = { per_page: ROWS_PER_SUBREQUEST };

const record = (values: PresetValues): Record<string, unknown> =>
	neededObject(values, 'record', 'Record');

function search(values: PresetValues): Record<string, string> {
	const by = needed(values, 'searchBy', 'Search By');
	const text = needed(values, 'searchFor', 'Search For');
	return { [by]: by === 'criteria' ? withQueryTimes(text) : text };
}

export const recordPresets = {
	getRecord: (values) => ({
		method: 'GET',
		uri: recordUri(values),
		...params(fieldsOf(values)),
	}),
	listRecords: (values) => ({
		method: 'GET',
		uri: moduleUri(values),
		params: { fields: neededNames(values, 'fields', 'Fields'), ...PAGE },
	}),
	createRecord: (values) => ({
		method: 'POST',
		uri: moduleUri(values),
		body: { data: [record(values)] },
	}),
	updateRecord: (values) => ({
		method: 'PUT',
		uri: recordUri(values),
		body: { data: [record(values)] },
	}),
	upsertRecord: (values) => {
		const matching = namesIn(values.matchingFields);
		return {
			method: 'POST',
			uri: `${moduleUri(values)}/upsert`,
			body: {
				data: [record(values)],
				...(matching.length > 0 ? { duplicate_check_fields: matching } : {}),
			},
		};
	},
	deleteRecord: (values) => ({ method: 'DELETE', uri: recordUri(values) }),
	search: (values) => ({
		method: 'GET',
		uri: `${moduleUri(values)}/search`,
		params: { ...search(values), ...fieldsOf(values), ...PAGE },
	}),
	count: (values) => ({
		method: 'GET',
		uri: `${moduleUri(values)}/actions/count`,
		...params(optional(values, 'searchFor') === '' ? {} : search(values)),
	}),
	coql: (values) => {
		const query = withQueryTimes(needed(values, 'query', 'Query'));
		return {
			method: 'POST',
			uri: `${ROOT}/coql`,
			body: { select_query: withCoqlLimit(query, ROWS_PER_SUBREQUEST) },
		};
	},
	listRelated: (values) => ({
		method: 'GET',
		uri: relatedUri(values),
		// Mandatory here too: https://www.zoho.com/crm/developer/docs/api/v8/get-related-records.html.
		params: { fields: neededNames(values, 'fields', 'Fields'), ...PAGE },
	}),
	linkRelated: (values) => ({
		method: 'PUT',
		uri: `${relatedUri(values)}/${segment(values, 'relatedId', 'Related Record ID')}`,
		body: { data: [objectIn(values, 'record', 'Record') ?? {}] },
	}),
} as const satisfies Record<string, Preset>;

export const params = (given: Record<string, string>): Pick<Made, 'params'> =>
	Object.keys(given).length > 0 ? { params: given } : {};
