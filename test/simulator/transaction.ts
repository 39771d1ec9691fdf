import { AsyncLocalStorage } from 'node:async_hooks';
import { perOrg } from './org';
import type { Org } from './org';

interface Transaction {
	undo: Array<() => void>;
	afterwards: Array<() => void>;
}

/** The transaction that the code running now is part of, across its awaits. */
const current = new AsyncLocalStorage<Transaction>();
const openOf = perOrg((): { settled: Promise<void> | undefined } => ({ settled: undefined }));

/** Called beside every change of an org's data: how to take it back. Does nothing outside a transaction. */
export function undoable(undo: () => void): void {
	current.getStore()?.undo.push(undo);
}

/** Runs `action` now, or, inside a transaction, once it has succeeded: automations and notifications. */
export function onceCommitted(action: () => void): void {
	const transaction = current.getStore();
	if (transaction) transaction.afterwards.push(action);
	else action();
}

/** Waits until no transaction of the org is open: nobody sees, or writes over, what may be taken back. */
export async function settled(org: Org): Promise<void> {
	if (current.getStore()) return;
	const open = openOf(org);
	while (open.settled) await open.settled;
}

/**
 * Does all of `work` or, in the end, nothing: when it throws or has not `succeeded`, every change is taken back,
 * the latest first. One transaction at a time in an org.
 */
export async function transact<T>(
	org: Org,
	work: () => Promise<T>,
	succeeded: (result: T) => boolean,
): Promise<T> {
	await settled(org);
	const open = openOf(org);
	const transaction: Transaction = { undo: [], afterwards: [] };
	let release = () => {};
	open.settled = new Promise((resolve) => (release = resolve));
	let kept = false;
	try {
		const result = await current.run(transaction, work);
		kept = succeeded(result);
		return result;
	} finally {
		if (!kept) transaction.undo.reverse().forEach((undo) => undo());
		open.settled = undefined;
		release();
		if (kept) transaction.afterwards.forEach((action) => action());
	}
}
