import type { RunReport } from '../core/report';
import { reportRun } from '../core/report';
import type { Session } from '../zoho/session';
import { reportContextOf } from '../zoho/standing';

/** The credit report of a run: what it spent, beside what the organisation has left. */
export async function runReport(
	session: Session,
	baseline: number | null,
	automations?: RunReport['automations'],
): Promise<RunReport> {
	return reportRun(session.spends, {
		...(await reportContextOf(session)),
		baseline,
		...(automations === undefined ? {} : { automations }),
	});
}
