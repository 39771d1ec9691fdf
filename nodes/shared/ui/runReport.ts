import type { RunReport } from '../core/report';
import { DEFAULT_THRESHOLDS, reportRun } from '../core/report';
import type { Session } from '../zoho/session';
import { standingOf } from '../zoho/standing';

/** The credit report of a run: what it spent, beside what the organisation has left. */
export async function runReport(
	session: Session,
	baseline: number | null,
	automations?: RunReport['automations'],
): Promise<RunReport> {
	return reportRun(session.spends, {
		...(await standingOf(session)),
		baseline,
		thresholds: DEFAULT_THRESHOLDS,
		...(automations === undefined ? {} : { automations }),
	});
}
