import { moduleScopes } from './moduleAccess';
import { createNotes, deleteNotes, notesOf, oneNote, updateNotes } from './notes';
import { deleteRecords } from './recordDelete';
import { insertRecords } from './recordInsert';
import { getRecords } from './recordRead';
import { updateRecords } from './recordUpdate';
import type { Route, SimCall, SimReply } from './route';

type Handle = (call: SimCall, params: Record<string, string>) => SimReply;

const OPERATIONS = { GET: 'READ', POST: 'CREATE', PUT: 'UPDATE', DELETE: 'DELETE' } as const;

function route(method: keyof typeof OPERATIONS, path: string, name: string, handle: Handle): Route {
	const operation = OPERATIONS[method];
	const operations =
		operation === 'READ' || operation === 'DELETE' ? [operation] : [operation, 'WRITE' as const];
	return {
		...{ method, tree: 'crm', path, name: `notes.${name}`, handle },
		scopes: (call) => moduleScopes(call, call.path[0], operations),
		price: () => 1,
	};
}

/** Notes cost one credit a call, however many it holds: the row "all other APIs" (facts §1.4). One by its id is a record. */
export const noteRoutes: Route[] = [
	route('GET', 'Notes', 'list', (call) => getRecords(call, 'Notes')),
	route('POST', 'Notes', 'create', (call) => insertRecords(call, 'Notes')),
	route('PUT', 'Notes', 'update', (call) => updateRecords(call, 'Notes')),
	route('DELETE', 'Notes', 'delete', (call) => deleteRecords(call, 'Notes')),
	route('GET', ':module/:id/Notes', 'listOf', notesOf),
	route('POST', ':module/:id/Notes', 'createFor', createNotes),
	route('PUT', ':module/:id/Notes', 'updateOf', updateNotes),
	route('DELETE', ':module/:id/Notes', 'deleteOf', deleteNotes),
	route('GET', ':module/:id/Notes/:note', 'get', (...of) => oneNote(...of, 'READ')),
	route('PUT', ':module/:id/Notes/:note', 'updateOne', (...of) => oneNote(...of, 'UPDATE')),
	route('DELETE', ':module/:id/Notes/:note', 'deleteOne', (...of) => oneNote(...of, 'DELETE')),
];
