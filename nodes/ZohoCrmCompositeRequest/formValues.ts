import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { strangeIn } from '../shared/core/jsonValue';
import type { PresetValues } from '../shared/core/presetValues';
import { FormMistake } from '../shared/core/presetValues';
import { asObject, readBody } from '../shared/zoho/readBody';
import { mistakeInRow } from '../shared/ui/checkForm';
import type { FieldMistake } from '../shared/ui/formMistake';
import { mistakeIn } from '../shared/ui/formMistake';
import { FORM_FIELDS, requestFields } from './presetFields';

/** Fields that hold JSON, by name, with what they are called in the form. */
const JSON_FIELDS: Record<string, string> = {
	record: 'Record',
	conversion: 'Conversion',
	params: 'Parameters',
	headers: 'Headers',
	body: 'Body',
};

/**
 * The form of one sub-request with its JSON read and its locators resolved.
 * @throws FormMistake for text that is no JSON
 */
export function readForm(raw: Record<string, unknown>): PresetValues {
	const values: PresetValues = {};
	for (const [name, value] of Object.entries(raw)) {
		const locator = asObject(value);
		if (locator?.__rl === true) values[name] = locator.value;
		else values[name] = name in JSON_FIELDS ? readJson(value, JSON_FIELDS[name]) : value;
	}
	return values;
}

/**
 * Holds the form of one sub-request to what its fields are for.
 * @throws FormMistake naming the field
 */
export function checkRequest(raw: Record<string, unknown>): void {
	const own = requestFields.filter(({ displayOptions }) => {
		const presets = displayOptions?.show?.preset;
		return presets === undefined || presets.includes(raw.preset as string);
	});
	for (const field of own) throwFor(mistakeIn(field, raw[field.name], undefined));
}

/** @throws FormMistake for the first field of an item that cannot be meant */
export const checkItem = (
	ctx: IExecuteFunctions,
	fields: readonly INodeProperties[],
	item: number,
): void => throwFor(mistakeInRow(ctx, fields, item));

function throwFor(mistake: FieldMistake | undefined): void {
	if (mistake) throw new FormMistake(mistake.field, `${mistake.reason}. ${mistake.fix}`);
}

/** The form of one item, where its fields stand beside the node's others. */
export const formOfItem = (ctx: IExecuteFunctions, item: number): Record<string, unknown> =>
	Object.fromEntries(
		FORM_FIELDS.map((name) => [name, ctx.getNodeParameter(name, item, null)] as const),
	);

/**
 * JSON of the form; undefined for none. Whole numbers too long for JavaScript become text, so that typed ids keep
 * their digits.
 * @throws FormMistake
 */
export function readJson(value: unknown, field: string): unknown {
	if (typeof value !== 'string') {
		const strange = strangeIn(value);
		if (strange) throw new FormMistake(field, `holds ${strange}, which cannot be sent as JSON`);
		return value ?? undefined;
	}
	if (value.trim() === '') return undefined;
	const read = readBody(value);
	if (read === undefined) throw new FormMistake(field, 'is not valid JSON');
	return read;
}
