import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RunPlan, RunReport } from '../core/report';

/** An output item before the credit report is put on. */
export interface PricedItem {
	json: IDataObject;
	binary?: INodeExecutionData['binary'];
	cost: number;
	pairedItem: INodeExecutionData['pairedItem'];
}

/**
 * Puts `credits` on the items of each output: what each accounts for, and the run's report on the first
 * item of every output that has items, or on all.
 */
export function withCredits(
	outputs: PricedItem[][],
	report: RunReport,
	detail: 'first' | 'every',
): INodeExecutionData[][] {
	return outputs.map((items) =>
		items.map(({ json, binary, cost, pairedItem }, place) => ({
			json: {
				...json,
				credits: place === 0 || detail === 'every' ? { cost, run: { ...report } } : { cost },
			} as unknown as IDataObject,
			...(binary ? { binary } : {}),
			pairedItem,
		})),
	);
}

/** One line for a person: `Spent 25 credits in 3 calls; one by one it would be 250 (saved 225).` */
export function costSentence(report: RunReport): string {
	const { cost, calls, baseline, saved, uncertain, pricesReadAt } = report;
	const spent =
		calls === 0 ? 'Spent no credits' : `Spent ${creditsText(cost)} in ${callsText(calls)}`;
	const against =
		baseline !== null && saved !== null && saved > 0
			? `; one by one it would be ${baseline} (saved ${saved})`
			: '';
	const doubt =
		uncertain > 0 ? `; ${uncertain} of them may not have been charged, as an answer was lost` : '';
	const live = report.byCall.some(({ basis }) => basis === 'live');
	const list = live ? ` Priced by Zoho's own list of ${pricesReadAt?.slice(0, 10)}.` : '';
	return `${spent}${against}${doubt}.${list}${alertSentence(report)}`;
}

function alertSentence({ alert, alertBasis }: RunReport): string {
	if (alert === null) return '';
	const by = alertBasis === 'header' ? "Zoho's own number" : 'our ledger';
	return ` ${alert} % of the daily allowance are used, by ${by}.`;
}

/** Of a Dry Run: `Nothing was sent; the run would cost 25 credits in 3 calls.` */
export const planSentence = ({ calls, credits, basis, atLeast, atMost }: RunPlan): string =>
	`Nothing was sent; the run would cost ${atLeast ? 'at least ' : ''}${creditsText(credits)} in ${callsText(calls)}` +
	`${atMost === undefined ? '' : `, and at most ${creditsText(atMost)}`}` +
	`${basis === 'assumed' ? ' (an assumed price: Zoho does not list this call)' : ''}.`;

const creditsText = (n: number): string => `${n} credit${n === 1 ? '' : 's'}`;
const callsText = (n: number): string => `${n} call${n === 1 ? '' : 's'}`;
