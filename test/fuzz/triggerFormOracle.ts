import { sumBy } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { everythingIn, saidBadly } from './oracle';
import { isNamed } from './naming';
import type { Place } from './places';
import type { TriggerLife } from './triggerFormLife';
import type { Traces } from './triggerFormScene';

/** What was put where, if anything, and which words may therefore be told back. */
export interface Given {
	places: Array<Pick<Place, 'labels'>>;
	/** Texts of the person's own. */
	own: readonly string[];
	/** Displayed names of the whole form. */
	labels: string[];
}

/** A minute may be gathered for; nothing else is worth as much of a person's time. */
const LONGEST_PAUSE_MS = 60_000;

/** What is wrong with a life, whatever anybody answered it; empty when nothing is. */
export function complaintsOf(life: TriggerLife, traces: Traces, given: Given): string[] {
	const { items, errors } = life;
	return [
		...life.crashes,
		...errors.flatMap((error) => wordsOf(error, given)),
		...items.flatMap(costsOf).slice(0, 1),
		...noticesOf(items, given),
		...secretsIn([items, errors, traces.log], traces.secrets),
		...programWordsIn(traces.log),
		...(traces.longestPause > LONGEST_PAUSE_MS ? [`a pause of ${traces.longestPause} ms`] : []),
		...('polluted' in {} ? ['a prototype was changed'] : []),
	];
}

function wordsOf(error: Error, { places, own, labels }: Given): string[] {
	const found = saidBadly({ error, items: [] }, own);
	const isOfField =
		places.length === 0 || places.some((place) => isNamed({ error }, place, labels));
	return isOfField ? found : [...found, `names no field: ${error.message.slice(0, 300)}`];
}

function costsOf({ json }: INodeExecutionData): string[] {
	const { cost } = json.credits as { cost: unknown };
	return Number.isInteger(cost) && (cost as number) >= 0 ? [] : [`an item costs ${String(cost)}`];
}

const noticesOf = (items: readonly INodeExecutionData[], { own }: Given): string[] =>
	items
		.flatMap(({ json }) => (json.notices as string[] | undefined) ?? [])
		.flatMap((message) => saidBadly({ error: undefined, items: [{ json: { message } }] }, own));

const secretsIn = (left: unknown, secrets: readonly string[]): string[] => {
	const told = everythingIn(left);
	return secrets.filter((one) => told.includes(one)).map(() => 'a secret is in what was left');
};

/** A line of the log that only a mistake of a program writes. */
const programWordsIn = (log: readonly unknown[]): string[] =>
	everythingIn(log)
		.split('\n')
		.filter((line) => /TypeError|RangeError|is not a function|Cannot read/.test(line))
		.map((line) => `the log says: ${line.slice(0, 300)}`);

/**
 * Items say what the ledger holds of them, and the ledger what the meter says.
 * @param honest whether answers were Zoho's own; where they were not, too much may be counted, and never too little
 */
export function miscounted(
	{ items }: TriggerLife,
	{ meter, upkeep, ofItems }: Traces,
	honest: boolean,
): string[] {
	const shown = sumBy(items, ({ json }) => (json.credits as IDataObject).cost as number);
	const counted = upkeep + ofItems;
	const found: string[] = [];
	if (shown !== ofItems) found.push(`items show ${shown}, the ledger holds ${ofItems} of them`);
	if (honest ? meter !== counted : meter > counted)
		found.push(`meter ${meter}, ledger ${upkeep} of upkeep and ${ofItems} of items`);
	return found;
}
