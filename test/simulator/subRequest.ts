import { dispatch } from './admission';
import { throttledReply } from './charges';
import type { FaultList } from './faultList';
import type { ApiServer } from './gateway';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { match } from './router';

/** `lost`: the sub-request never came to its API. `late`: its work is done, but nobody waited for the answer. */
export type SubReply = SimReply | 'lost' | 'late';

/** One sub-request of a composite, at `index` in it, with the fault that is meant for it. */
export async function subRequest(
	server: ApiServer,
	faults: FaultList,
	call: SimCall,
	index: number,
): Promise<SubReply> {
	const found = match(server.routes, call);
	const name = 'route' in found ? found.route.name : 'unknown';
	const path = `/crm/v${call.version}/${call.path.join('/')}`;
	const fault = faults.takeSub({ name, method: call.method, path, index });
	if (fault?.kind === 'throttle') return throttledReply(fault.reason, server.switches);
	if (fault?.kind === 'timeout' && fault.when === 'before') return 'lost';
	if (fault?.kind === 'status' && fault.when === 'before') return serverError(fault.status);
	if (fault?.kind === 'partial') call.partial = fault;
	const reply = await dispatch(server, call, fault?.kind === 'slow' ? fault.ms : 0);
	if (fault?.kind === 'timeout') return 'late';
	return fault?.kind === 'status' ? serverError(fault.status) : reply;
}

function serverError(status: number): SimReply {
	return refuse(status, 'INTERNAL_ERROR', 'Internal Server Error');
}
