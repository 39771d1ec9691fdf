import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import chunk from 'lodash/chunk';

import type { Execution, SubRequest } from '../shared/core/compositeRequest';
import { SUBREQUESTS_PER_COMPOSITE } from '../shared/core/compositeRequest';
import type { SubResult } from '../shared/core/compositeResult';
import type { RunPlan } from '../shared/core/report';
import { checkEnvironment } from '../shared/zoho/organization';
import type { Composite, CompositeResult } from '../shared/zoho/sendComposite';
import { onlyReads, sendComposites } from '../shared/zoho/sendComposite';
import type { Session } from '../shared/zoho/session';
import { stopFrom } from '../shared/zoho/stop';
import { openRunMemory } from '../shared/ui/runMemory';
import { finish } from './finish';
import { planComposites } from './planComposites';
import { prepareMany } from './prepareMany';
import type { Prepared } from './prepared';
import { prepareSend } from './prepareSend';
import { keepWholeItems, sentBefore } from './rememberItems';
import type { Parameters } from './readOptions';

/** `Send` and `Send Many`: every sub-request of every item comes out once. */
export async function runComposites(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
): Promise<INodeExecutionData[][]> {
	const { operation, allowUnlisted } = parameters;
	const isSend = operation === 'send';
	const prepared = isSend ? prepareSend(ctx, allowUnlisted) : prepareMany(ctx, allowUnlisted);
	const choose = isSend ? keepWholeItems : undefined;
	const memory = openRunMemory<SubResult>(ctx, [operation], choose);
	session.spends.push(...memory.spends);
	const { outcomes, costs, stop } = memory;
	const result: CompositeResult = { outcomes, costs, stop, lostInARow: 0 };
	if (isSend) sentBefore(prepared, result);
	for (const [place, refusal] of prepared.refused)
		if (!outcomes.has(place)) outcomes.set(place, refusal);
	const composites = compositesOf(ctx, prepared, result);
	const plan = stop === null ? await work(session, parameters, composites, result) : undefined;
	return await finish(ctx, session, parameters, { prepared, composites, result, memory, plan });
}

/** @returns the plan and its price, when it was only to plan */
async function work(
	session: Session,
	{ dryRun, parallel }: Parameters,
	composites: Composite[],
	result: CompositeResult,
): Promise<RunPlan | undefined> {
	try {
		if (dryRun) return await planComposites(session, composites, result);
		if (!composites.every(onlyReads)) await checkEnvironment(session);
		await sendComposites(session, composites, parallel, result);
	} catch (error) {
		result.stop ??= stopFrom(error);
	}
	return undefined;
}

/** What is left to send: the item's own composite, or all open requests in fives. */
function compositesOf(
	ctx: IExecuteFunctions,
	{ subs, groups }: Prepared,
	{ outcomes }: CompositeResult,
): Composite[] {
	const open = subs.filter(({ place }) => !outcomes.has(place));
	const part = ({ place, request }: Prepared['subs'][number]) => ({
		place,
		request: request as SubRequest,
	});
	if (groups.length === 0) {
		const execution = ctx.getNodeParameter('execution', 0, 'inOrder') as Execution;
		return chunk(open, SUBREQUESTS_PER_COMPOSITE).map((five) => ({
			parts: five.map(part),
			execution,
		}));
	}
	const openAt = new Map(open.map((sub) => [sub.place, part(sub)]));
	return groups
		.map(({ places, execution }) => ({
			parts: places.flatMap((place) => openAt.get(place) ?? []),
			execution,
		}))
		.filter(({ parts }) => parts.length > 0);
}
