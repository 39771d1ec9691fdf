import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { FieldMeta } from '../core/fieldMeta';

/**
 * Zoho's data types and the input that n8n's column mapper shows for them; every other type is text. So is
 * `date`: n8n would make a moment with a time of it, which only metadata can tell from a date-time again.
 */
const MAPPER_TYPE: Record<string, FieldType> = {
	boolean: 'boolean',
	currency: 'number',
	datetime: 'dateTime',
	double: 'number',
	fileupload: 'array',
	imageupload: 'array',
	integer: 'number',
	multiselectlookup: 'array',
	multiselectpicklist: 'array',
	percent: 'number',
	picklist: 'options',
	subform: 'array',
};

/**
 * One line of the column mapper. Lookups and ids are text, so that their 18 or 19 digits stay exact.
 * @param textForLists multi-selects take text, which is split before sending
 */
export function mapperField(
	field: FieldMeta,
	creates: boolean,
	textForLists = false,
): ResourceMapperField {
	const options = field.picklist.map(({ label, value }) => ({ name: label, value }));
	const takesText = textForLists && field.dataType === 'multiselectpicklist';
	const type = takesText ? 'string' : (MAPPER_TYPE[field.dataType] ?? 'string');
	return {
		id: field.apiName,
		displayName: field.label === field.apiName ? field.label : `${field.label} (${field.apiName})`,
		required: creates && field.mandatory,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: type === 'options' && options.length === 0 ? 'string' : type,
		...(type === 'options' && options.length > 0 ? { options } : {}),
	};
}
