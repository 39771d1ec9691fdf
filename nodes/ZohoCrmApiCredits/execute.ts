import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RunReport } from '../shared/core/report';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { passOn } from '../shared/zoho/stop';
import { checkForm } from '../shared/ui/checkForm';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import { withEarlierTries } from '../shared/ui/earlierTries';
import { isTool } from '../shared/ui/isTool';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { notStarted } from '../shared/ui/notStarted';
import { runReport } from '../shared/ui/runReport';
import { checkBudgets } from './budget';
import { connectionItem } from './connection';
import { properties } from './description';
import type { Made, Options } from './options';
import { optionsOf } from './options';
import { planItems } from './plan';
import { priceItems } from './priceList';
import { sizeItems } from './size';
import { usageItems } from './usage';

type Operation = (ctx: IExecuteFunctions, session: Session, options: Options) => Promise<Made>;

const OPERATIONS: Readonly<Record<string, Operation>> = {
	checkBudget: checkBudgets,
	checkConnection: connectionItem,
	getPriceList: priceItems,
	getUsage: usageItems,
	plan: planItems,
	sizeEdition: sizeItems,
};

/**
 * Plans, prices and watches credits. Check Budget has two outputs, every other operation one.
 * @throws NodeOperationError / NodeApiError with the credit report
 */
export async function apiCredits(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = String(this.getNodeParameter('operation', 0));
	const gates = operation === 'checkBudget';
	if (this.getInputData().length === 0) return gates ? [[], []] : [[]];
	try {
		return await run(this, operation);
	} catch (error) {
		// n8n would pass the input on as if it were within the budget.
		if (gates && this.continueOnFail()) return notStarted(this, passOn(error));
		throw passOn(error);
	}
}

async function run(ctx: IExecuteFunctions, operation: string): Promise<INodeExecutionData[][]> {
	checkForm(ctx, properties, [
		'creditsNeeded',
		'rows',
		'budgetRows',
		'need',
		'licences',
		'addOnCredits',
	]);
	const options = optionsOf(ctx.getNodeParameter('options', 0, {}));
	const session = await openSession(ctx, {
		runCap: options.maxCredits,
		signal: ctx.getExecutionCancelSignal?.(),
	});
	try {
		const made = await withEarlierTries(
			ctx,
			session,
			[operation],
			async () => await OPERATIONS[operation](ctx, session, options),
		);
		const { plan } = made;
		const report = { ...(await runReport(session, null)), ...(plan ? { plan } : {}) };
		const first = made.outputs.flat().at(0);
		if (first) first.cost += report.cost;
		ctx.addExecutionHints?.({
			message: [made.sentence, moneySentence(report), ...session.notices].join(' '),
			location: 'outputPane',
			type: 'info',
		});
		const tool = isTool(ctx);
		const outputs = tool && made.outputs.length > 1 ? [made.outputs.flat(), []] : made.outputs;
		return withCredits(outputs, report, tool ? 'first' : options.creditDetail);
	} catch (error) {
		throw nodeErrorFor(ctx.getNode(), error, { report: await runReport(session, null) });
	}
}

const moneySentence = (report: RunReport): string =>
	report.plan ? planSentence(report.plan) : costSentence(report);
