import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CREDIT_WINDOW_MS } from '../shared/core/limits';
import type { LedgerPart, Projection } from '../shared/core/projection';
import { driftOf, LEDGER_PARTS, projectUsage, splitLedger } from '../shared/core/projection';
import type { Standing } from '../shared/core/report';
import { alertFor } from '../shared/core/report';
import type { Counted } from '../shared/state/sharedState';
import { openBudget } from '../shared/zoho/openBudget';
import type { Session } from '../shared/zoho/session';
import { ledgerOf } from '../shared/zoho/session';
import { standingOf } from '../shared/zoho/standing';
import { pairedWithAll } from '../shared/ui/pairedWithAll';
import type { Made } from './options';

/** What was spent in 24 hours by the ledger, beside what Zoho itself said. Nothing is sent. */
export async function usageItems(ctx: IExecuteFunctions, session: Session): Promise<Made> {
	const splitBy = String(ctx.getNodeParameter('splitBy', 0, 'none'));
	const counted = await session.state.counted(ledgerOf(session), CREDIT_WINDOW_MS);
	const standing = await standingOf(session);
	const json = isPart(splitBy) ? null : await wholeUsage(session, counted, standing);
	const each = json
		? [json]
		: splitLedger(counted.byField, splitBy as LedgerPart).map(({ name, credits }) => ({
				[splitBy]: name,
				used: credits,
				share: shareOf(credits, counted.total),
			}));
	const pairedItem = pairedWithAll(ctx.getInputData().length);
	return {
		outputs: [each.map((one) => ({ json: one as IDataObject, cost: 0, pairedItem }))],
		sentence: usageSentence(counted, standing),
	};
}

const isPart = (value: string): value is LedgerPart =>
	(LEDGER_PARTS as readonly string[]).includes(value);

async function wholeUsage(session: Session, counted: Counted, standing: Standing) {
	const now = session.pace.now();
	const { remaining, remainingAt, allowance, used24h } = standing;
	const projection =
		counted.since === null ? null : projectUsage(counted.total, counted.since, now);
	const drift = driftOf(remaining, allowance?.value ?? null, counted.total);
	return {
		used24h,
		byCall: splitLedger(counted.byField, 'call'),
		byNode: splitLedger(counted.byField, 'node'),
		byModule: splitLedger(counted.byField, 'module'),
		byWorkflow: splitLedger(counted.byField, 'workflow'),
		remaining:
			remaining === null || remainingAt === null
				? null
				: {
						value: remaining,
						at: remainingAt,
						ageSeconds: Math.round((now - Date.parse(remainingAt)) / 1000),
					},
		allowance,
		usedShare: allowance
			? {
					ledger: shareOf(counted.total, allowance.value),
					header: drift ? shareOf(drift.byHeader, allowance.value) : null,
				}
			: null,
		...alertFor(standing, session.credential.alertThresholds),
		drift,
		projection: projection && projected(projection, allowance),
		limits: await openBudget(session),
		prices: session.prices
			? { list: 'live', readAt: new Date(session.prices.readAt).toISOString() }
			: { list: 'builtIn', readAt: null },
	};
}

const projected = (
	{ perHour, at24h, endsAt, basedOnMinutes }: Projection,
	allowance: Standing['allowance'],
) => ({
	perHour,
	at24h,
	endsAt: new Date(endsAt).toISOString(),
	basedOnMinutes,
	share: allowance ? shareOf(at24h, allowance.value) : null,
});

/** Per cent, with one decimal. */
const shareOf = (part: number, whole: number): number | null =>
	whole > 0 ? Math.round((part * 1000) / whole) / 10 : null;

function usageSentence({ total, since }: Counted, { remaining, used24h }: Standing): string {
	const by = used24h?.scope === 'shared' ? 'by all processes' : 'by this n8n process';
	const spent =
		since === null
			? 'Nothing was spent in 24 hours that the ledger knows of.'
			: `${total} credits ${by} in 24 hours.`;
	return remaining === null
		? `${spent} Zoho sent no number of what remains; it does from half of the day on.`
		: `${spent} ${remaining} remain by Zoho's own number.`;
}
