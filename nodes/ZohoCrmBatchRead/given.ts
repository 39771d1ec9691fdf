import intersection from 'lodash/intersection';

import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';

/** A workflow that runs less often than this may get the changes of one second twice. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** More changes than these in one second are not remembered: they may come twice. */
const MOST_KEPT = 10_000;

/** Where a run of changes ended, and the next one begins. */
export interface Watermark {
	kind: 'changed' | 'deleted';
	module: string;
	/** Epoch ms. */
	at: number;
}

const keyOf = ({ org, label }: Session, { kind, module, at }: Watermark): string =>
	`given:${org}:${label.workflow}:${label.node}:${kind}:${module}:${at}`;

/** The changes of a watermark's second that were given by the run that made the watermark. */
export async function givenAt(session: Session, watermark: Watermark): Promise<string[]> {
	const kept = await session.state.get(keyOf(session, watermark));
	return Array.isArray(kept) ? kept.map(String) : [];
}

/** Two runs may make the same watermark, one of them for a test: only what both gave is left out later. */
export async function rememberGiven(
	session: Session,
	watermark: Watermark,
	given: readonly string[],
): Promise<void> {
	await afterwards(keepGiven(session, watermark, given));
}

async function keepGiven(
	session: Session,
	watermark: Watermark,
	given: readonly string[],
): Promise<void> {
	const earlier = await givenAt(session, watermark);
	const both = earlier.length > 0 ? intersection(earlier, given) : [...given];
	if (both.length === 0 || both.length > MOST_KEPT) return;
	await session.state.put(keyOf(session, watermark), both, KEPT_MS);
}
