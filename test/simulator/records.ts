import { coqlPrice, queryRecords } from './coql';
import { massUpdateRecords, massUpdateStatus } from './massUpdate';
import { moduleScopes } from './moduleAccess';
import { deleteRecordAt, deleteRecords } from './recordDelete';
import { deletedRecords } from './recordDeleted';
import { insertRecords } from './recordInsert';
import { getRecord, getRecords } from './recordRead';
import { isHeavyWrite, writePrice } from './recordRequest';
import { countRecords, searchRecords } from './recordSearch';
import { updateRecordAt, updateRecords } from './recordUpdate';
import { upsertRecords } from './recordUpsert';
import type { Route, SimCall } from './route';

type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE' | 'WRITE';

const tree = 'crm' as const;
const one = () => 1;
const modules =
	(...operations: Operation[]) =>
	(call: SimCall) =>
		moduleScopes(call, call.path[0], operations);

/** Mass updates have scopes of their own: `ZohoCRM.mass_update.leads.UPDATE`, `.READ` for the status of a job. */
const massUpdate = (operation: 'UPDATE' | 'READ') => (call: SimCall) =>
	moduleScopes(call, call.path[0], [operation]).map((scope) =>
		scope.replace('.modules.', '.mass_update.'),
	);

const writes: Route[] = [
	{
		method: 'POST',
		tree,
		path: ':module',
		name: 'records.insert',
		scopes: modules('CREATE', 'WRITE'),
		price: writePrice,
		heavy: isHeavyWrite,
		handle: (call, params) => insertRecords(call, params.module),
	},
	{
		method: 'PUT',
		tree,
		path: ':module',
		name: 'records.update',
		scopes: modules('UPDATE', 'WRITE'),
		price: writePrice,
		heavy: isHeavyWrite,
		handle: (call, params) => updateRecords(call, params.module),
	},
	{
		method: 'PUT',
		tree,
		path: ':module/:id',
		name: 'records.updateOne',
		scopes: modules('UPDATE', 'WRITE'),
		price: one,
		handle: (call, params) => updateRecordAt(call, params.module, params.id),
	},
	{
		method: 'POST',
		tree,
		path: ':module/upsert',
		name: 'records.upsert',
		scopes: modules('CREATE', 'WRITE'),
		price: writePrice,
		heavy: isHeavyWrite,
		handle: (call, params) => upsertRecords(call, params.module),
	},
	{
		method: 'DELETE',
		tree,
		path: ':module',
		name: 'records.delete',
		scopes: modules('DELETE'),
		price: one,
		handle: (call, params) => deleteRecords(call, params.module),
	},
	{
		method: 'DELETE',
		tree,
		path: ':module/:id',
		name: 'records.deleteOne',
		scopes: modules('DELETE'),
		price: one,
		handle: (call, params) => deleteRecordAt(call, params.module, params.id),
	},
	{
		method: 'POST',
		tree,
		path: ':module/actions/mass_update',
		name: 'records.massUpdate',
		scopes: massUpdate('UPDATE'),
		price: one,
		handle: (call, params) => massUpdateRecords(call, params.module),
	},
];

const reads: Route[] = [
	{
		method: 'GET',
		tree,
		path: ':module',
		name: 'records.list',
		scopes: modules('READ'),
		price: (call) => (call.query.has('cvid') ? 3 : 1),
		heavy: (call) => call.query.has('cvid') || call.query.has('sort_by'),
		handle: (call, params) => getRecords(call, params.module),
	},
	{
		method: 'GET',
		tree,
		path: ':module/:id',
		name: 'records.get',
		scopes: modules('READ'),
		price: one,
		handle: (call, params) => getRecord(call, params.module, params.id),
	},
	{
		method: 'GET',
		tree,
		path: ':module/search',
		name: 'records.search',
		scopes: modules('READ'),
		price: one,
		handle: (call, params) => searchRecords(call, params.module),
	},
	{
		method: 'GET',
		tree,
		path: ':module/deleted',
		name: 'records.deleted',
		scopes: modules('READ'),
		price: () => 2,
		handle: (call, params) => deletedRecords(call, params.module),
	},
	{
		method: 'GET',
		tree,
		path: ':module/actions/count',
		name: 'records.count',
		scopes: modules('READ'),
		price: one,
		handle: (call, params) => countRecords(call, params.module),
	},
	{
		method: 'GET',
		tree,
		path: ':module/actions/mass_update',
		name: 'records.massUpdateStatus',
		scopes: massUpdate('READ'),
		price: one,
		handle: (call, params) => massUpdateStatus(call, params.module),
	},
	{
		method: 'POST',
		tree,
		path: 'coql',
		name: 'coql.query',
		scopes: () => ['ZohoCRM.coql.READ'],
		price: coqlPrice,
		heavy: () => true,
		handle: queryRecords,
	},
];

/** Records: prices by facts §1.4 (writes 1 per 10 begun, list 1 or 3 with cvid, deleted 2, COQL by LIMIT, the rest 1). */
export const recordRoutes: Route[] = [...writes, ...reads];
