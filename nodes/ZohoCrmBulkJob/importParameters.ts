import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { insteadOfBulkWrite } from '../shared/core/bulkLimits';
import type { BulkWrite } from '../shared/core/bulkRow';
import { sameForAll } from '../shared/ui/sameForAll';
import { moduleNameOf } from '../shared/ui/moduleName';
import type { WhenRowsFail } from '../shared/ui/whenRowsFail';

export interface ImportParameters {
	module: string;
	write: BulkWrite;
	findBy: string | null;
	rowsFrom: 'item' | 'json' | 'csv' | 'binary';
	/** Column of a file to API name; an empty name leaves the column out. */
	columnMap: ReadonlyMap<string, string>;
	route: 'cheapest' | 'bulk';
	whenRowsFail: WhenRowsFail;
	options: ImportOptions;
}

export interface ImportOptions {
	clear: ReadonlySet<string>;
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	unknownFields: 'refuse' | 'drop';
	includeInput: boolean;
	layout: string;
	lookups: ReadonlyMap<string, string>;
	maxCredits: number | null;
	rowKeyField: string | null;
	refuseEmptyKey: boolean;
}

/** @throws NodeOperationError for a parameter that cannot work; nothing has been sent */
export function readImport(ctx: IExecuteFunctions): ImportParameters {
	const rows = ctx.getInputData().length;
	sameForAll(ctx, 'module', 'Module', rows);
	const module = moduleNameOf(ctx, 0);
	const instead = insteadOfBulkWrite(module);
	if (instead) {
		throw new NodeOperationError(
			ctx.getNode(),
			`Zoho takes no bulk import of the 'Module' ${module}`,
			{
				description: `Use ${instead} instead.`,
			},
		);
	}
	const write = ctx.getNodeParameter('write', 0) as BulkWrite;
	return {
		module,
		write,
		findBy: findByOf(ctx, write, rows),
		rowsFrom: ctx.getNodeParameter('rowsFrom', 0) as ImportParameters['rowsFrom'],
		columnMap: pairsOf(ctx.getNodeParameter('columnMap', 0, {}), 'columns', 'column', 'field'),
		route: ctx.getNodeParameter('route', 0) as ImportParameters['route'],
		whenRowsFail: ctx.getNodeParameter('whenRowsFail', 0) as WhenRowsFail,
		options: optionsOf(sameForAll(ctx, 'options', 'Options', rows) as Record<string, unknown>),
	};
}

function findByOf(ctx: IExecuteFunctions, write: BulkWrite, rows: number): string | null {
	const findBy = textOf(sameForAll(ctx, 'findBy', 'Find By', rows));
	if (findBy !== '' || write === 'insert') return findBy || null;
	throw new NodeOperationError(ctx.getNode(), "'Find By' is empty", {
		description:
			'Choose the field by which Zoho finds the record of a row: Record ID, or a field that is kept unique.',
	});
}

function optionsOf(raw: Record<string, unknown>): ImportOptions {
	const cap = Math.floor(Number(raw.maxCredits ?? 0));
	return {
		clear: new Set(
			textOf(raw.clearFields)
				.split(/[\s,;]+/)
				.filter((name) => name !== ''),
		),
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		unknownFields: raw.unknownFields === 'drop' ? 'drop' : 'refuse',
		includeInput: raw.includeInput === true,
		layout: textOf(raw.layout),
		lookups: pairsOf(raw.lookups, 'fields', 'field', 'findBy'),
		maxCredits: cap > 0 ? cap : null,
		rowKeyField: textOf(raw.rowKeyField) || null,
		refuseEmptyKey: raw.emptyKey !== 'insert',
	};
}

const textOf = (value: unknown): string => String(value ?? '').trim();

/** The lines of a fixed collection as name → value; lines without a name are left out. */
function pairsOf(value: unknown, list: string, name: string, to: string): Map<string, string> {
	const lines = (value as Record<string, unknown> | undefined)?.[list];
	const pairs = (Array.isArray(lines) ? lines : []).map(
		(line: Record<string, unknown>) => [textOf(line[name]), textOf(line[to])] as const,
	);
	return new Map(pairs.filter(([key]) => key !== ''));
}
