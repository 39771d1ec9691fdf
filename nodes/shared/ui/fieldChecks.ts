import { DateTime } from 'luxon';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** A sentence: `'Field' ${reason}`. */
export interface Wrong {
	reason: string;
	fix: string;
}

/** What is wrong with a value, by the type of its field; types that are not here are judged by those that read them. */
export const CHECKS: Partial<
	Record<INodeProperties['type'], (value: unknown, property: INodeProperties) => Wrong | undefined>
> = {
	options: (value, property) => noChoice(property, value) ?? noText(value),
	multiOptions: wrongList,
	string: wrongText,
	boolean: (value) =>
		typeof value === 'boolean'
			? undefined
			: {
					reason: `${said(value)}, not true or false`,
					fix: 'Use an expression that makes true or false, not text.',
				},
	number: wrongNumber,
};

export const isOpen = (value: unknown): boolean =>
	value === undefined || value === null || value === '';

/** Its choices stand in the form; those of others come from Zoho. */
export const isListed = ({ type, typeOptions }: INodeProperties): boolean =>
	(type === 'options' || type === 'multiOptions') && typeOptions?.loadOptionsMethod === undefined;

function noChoice(property: INodeProperties, value: unknown): Wrong | undefined {
	if (!isListed(property)) return undefined;
	const choices = (property.options ?? []) as INodePropertyOptions[];
	if (choices.some((choice) => choice.value === value)) return undefined;
	const names = choices.map(({ name, value: one }) => `${name} (${String(one)})`).join(', ');
	return { reason: `${said(value)}, which is none of its choices`, fix: `Choose one of ${names}.` };
}

function wrongList(value: unknown, property: INodeProperties): Wrong | undefined {
	// Names between commas, as an expression makes them.
	if (!isListed(property) && (typeof value === 'string' || isOpen(value))) return undefined;
	if (!Array.isArray(value))
		return { reason: `${said(value)}, not a list`, fix: 'Use an expression that makes a list.' };
	for (const each of value as unknown[]) {
		const wrong = noChoice(property, each) ?? (isOpen(each) ? holdsNothing : noText(each));
		if (wrong) return wrong;
	}
	return undefined;
}

const holdsNothing: Wrong = { reason: 'holds an empty entry', fix: 'Leave the entry out.' };

/** Text between commas, which an expression may give as a list as well. */
const LISTS = new Set(['clearFields', 'fetchFields', 'fields', 'matchingFields', 'tags', 'value']);

/** Text of a day, which an expression may give as a time of n8n's ($now) as well; inside lists n8n makes text of those. */
const DAYS = new Set(['dueDate']);

function wrongText(value: unknown, { name }: INodeProperties): Wrong | undefined {
	if (DAYS.has(name) && DateTime.isDateTime(value) && value.isValid) return undefined;
	if (!LISTS.has(name) || !Array.isArray(value)) return noText(value);
	return (value as unknown[]).map(noText).find(Boolean);
}

function noText(value: unknown): Wrong | undefined {
	const isText = typeof value === 'string' || typeof value === 'boolean' || isOpen(value);
	if (isText || (typeof value === 'number' && Number.isFinite(value))) return undefined;
	return { reason: `${said(value)}, not text`, fix: 'Use an expression that makes text.' };
}

function wrongNumber(value: unknown, { typeOptions }: INodeProperties): Wrong | undefined {
	const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const number = isNumeric ? Number(value) : NaN;
	if (!Number.isFinite(number))
		return {
			reason: `${said(value)}, not a number`,
			fix: 'Use an expression that makes a number.',
		};
	const least = typeOptions?.minValue;
	if (least === undefined || number >= least) return undefined;
	return { reason: `is ${number}`, fix: `Give a number from ${least} up.` };
}

const LONGEST_SHOWN = 80;

/** A value as the end of a sentence. */
export function said(value: unknown): string {
	if (isOpen(value)) return 'is empty';
	if (Array.isArray(value)) return 'is a list';
	if (typeof value === 'object') return 'is an object';
	if (typeof value === 'string') return `is ${JSON.stringify(value.slice(0, LONGEST_SHOWN))}`;
	return Number.isNaN(value) ? 'is the result of a failed calculation' : `is ${String(value)}`;
}
