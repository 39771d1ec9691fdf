import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { Place } from './places';
import type { Told } from './scene';

/** Displayed names of all fields of a form. */
export function labelsOf(properties: INodeProperties[]): string[] {
	return properties.flatMap((property) => {
		const own = [property.displayName];
		if (property.type === 'collection')
			return [...own, ...labelsOf(property.options as INodeProperties[])];
		if (property.type !== 'fixedCollection') return own;
		const groups = property.options as INodePropertyCollection[];
		return [...own, ...groups.flatMap(({ values }) => labelsOf(values))];
	});
}

/** An error says which field or row is meant, or what Zoho said. */
export function isNamed(
	{ error }: Pick<Told, 'error'>,
	{ labels }: Pick<Place, 'labels'>,
	all: readonly string[],
): boolean {
	if (!error) return true;
	const whole = `${error.message}\n${error.description ?? ''}`;
	const said = whole.toLowerCase();
	// n8n's lint wants these words on lists that Zoho fills.
	const short = (label: string) => label.replace(/ ?(Field )?(Name or ID|Names or IDs)$/, '');
	return (
		labels.some((label) => said.includes(short(label).toLowerCase())) ||
		all.some((label) => whole.includes(`'${label}'`)) ||
		/Zoho said|row \d|item \d|sub-request/i.test(whole)
	);
}
