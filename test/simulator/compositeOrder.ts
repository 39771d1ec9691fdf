import type { SubRequest } from './compositeForm';
import { referencesIn } from './compositeReferences';
import { recordError, type RecordError } from './recordErrors';

/** Ids of the other sub-requests that one refers to. */
function referred(sub: SubRequest): string[] {
	const ids = referencesIn(sub).flatMap(({ id }) => id ?? []);
	return [...new Set(ids)].filter((id) => id !== sub.id);
}

/** LOOPING_FOUND when a sub-request waits, through others, for itself; what is behind a loop is not in it. */
export function loopOf(
	subs: Array<SubRequest | RecordError>,
	sub: SubRequest,
): RecordError | undefined {
	const known = new Map(subs.flatMap((one) => ('index' in one && one.id ? [[one.id, one]] : [])));
	const reached = reachedFrom(sub, known);
	if (sub.id === undefined || !reached.has(sub.id)) return undefined;
	const inLoop = [...known.values()].filter((one) => {
		return reached.has(one.id!) && reachedFrom(one, known).has(sub.id!);
	});
	return recordError('LOOPING_FOUND', 'looping found in the sub requests', {
		dependent_data: inLoop.map((one) => ({
			sub_request_id: one.id,
			referred_sub_request_ids: referred(one),
		})),
	});
}

function reachedFrom(sub: SubRequest, known: Map<string, SubRequest>): Set<string> {
	const reached = new Set<string>();
	const open = referred(sub);
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		const next = known.get(id);
		if (!next || reached.has(id)) continue;
		reached.add(id);
		open.push(...referred(next));
	}
	return reached;
}
