import { refuse } from './replies';
import type { SimCall, SimReply } from './route';

/** A bulk call that is refused as a whole, thrown from wherever the fault is found. */
export class BulkRefusal extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly details: Record<string, unknown> = {},
		readonly status = 400,
	) {
		super(message);
	}
}

/** The answer of `work`, or of the refusal it ends in. `mayWrap`: reads come inside `data` by switch. */
export async function orRefusal(
	call: SimCall,
	mayWrap: boolean,
	work: () => SimReply | Promise<SimReply>,
): Promise<SimReply> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof BulkRefusal)) throw error;
		const reply = refuse(error.status, error.code, error.message, error.details);
		if (!mayWrap || call.org.switches.bulkErrorBody === 'bare') return reply;
		return { ...reply, body: { data: [reply.body], info: {} } };
	}
}

/** 404 for a job, or a result, that is not there or no longer there. */
export function noSuchJob(id: string): BulkRefusal {
	return new BulkRefusal(
		'RESOURCE_NOT_FOUND',
		"The requested resource doesn't exist.",
		{ resource: id },
		404,
	);
}
