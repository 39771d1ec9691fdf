import type { Backstage } from './backstage';
import type { Callback } from './callbacks';
import type { JobFault } from './faults';
import type { Org, User } from './org';
import type { SimCall } from './route';
import { settled } from './transaction';

/** What read and write jobs have in common. Times are milliseconds of the simulator's clock. */
export interface BulkJob {
	id: string;
	org: Org;
	user: User;
	/** Version of the API call that made it. */
	version: number;
	createdAt: number;
	startAt: number;
	endAt: number;
	callbackUrl: string | undefined;
	/** Set by a fault when the job was created. */
	failure: JobFault | undefined;
}

export type JobStage = 'added' | 'queued' | 'working' | 'ended';

/** A job that has just been taken on. */
export function newBulkJob(
	{ faults, switches }: Backstage,
	{ org, user, version, now, method, path }: SimCall,
	kind: 'bulkRead' | 'bulkWrite',
	callbackUrl: string | undefined,
): BulkJob {
	const startAt = now + switches.bulkWaitSeconds * 1000;
	return {
		id: org.newId(),
		org,
		user,
		version,
		createdAt: now,
		startAt,
		endAt: startAt + switches.bulkWorkSeconds * 1000,
		callbackUrl,
		failure: faults.takeJob({ name: `${kind}.job`, method, path: `/${path.join('/')}` }),
	};
}

export function stageOf(job: BulkJob, ended: boolean, now: number): JobStage {
	if (ended) return 'ended';
	if (now >= job.startAt) return 'working';
	return now >= (job.createdAt + job.startAt) / 2 ? 'queued' : 'added';
}

/** A user as jobs name who made them. */
export function createdBy({ user }: BulkJob): { id: string; name: string } {
	return { id: user.id, name: user.fullName };
}

/**
 * Has the work done when its time comes and its receiver called. Under the callback fault `early` all of that happens
 * before the call that creates the job is answered.
 */
export async function runBulkJob(
	{ clock, callbacks }: Backstage,
	job: BulkJob,
	name: Callback['name'],
	steps: { work(): void; bodies(): Pick<Callback, 'body' | 'forgedBody'> },
): Promise<void> {
	const url = job.callbackUrl;
	const fault = url === undefined ? undefined : callbacks.faultOf({ name, url });
	const toCall = (to: string): Callback => ({ name, url: to, ...steps.bodies() });
	if (url !== undefined && fault?.effect === 'early') {
		job.startAt = job.endAt = clock.now();
		steps.work();
		return callbacks.sendEarly(toCall(url));
	}
	clock.at(job.endAt, async () => {
		await settled(job.org);
		steps.work();
		if (url !== undefined) await callbacks.send(toCall(url), fault);
	});
}
