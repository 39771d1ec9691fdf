import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Criteria, CriteriaFault } from '../shared/core/bulkCriteria';
import type { CriteriaRow } from '../shared/core/bulkCriteriaForm';
import { criteriaOfJson, criteriaOfRows } from '../shared/core/bulkCriteriaForm';
import type { ExportRoute } from '../shared/core/exportPlan';
import { isExportable } from '../shared/core/exportPlan';
import { namesIn } from '../shared/core/namesIn';
import { moduleNameOf } from '../shared/ui/moduleName';

/** What an input item asks to export. */
export interface ExportWish {
	module: string;
	/** Empty: all that a list can give. */
	fields: string[];
	criteria?: Criteria;
	viewId?: string;
	route: 'cheapest' | ExportRoute;
	lookupNames: boolean;
	fileName: string;
	binaryField: string;
}

/** What is the same for all items of the run. */
export interface ExportOptions {
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	includeInput: boolean;
	maxCredits: number | null;
}

export function exportOptionsOf(ctx: IExecuteFunctions): ExportOptions {
	const raw = ctx.getNodeParameter('options', 0, {});
	const maxCredits = Math.floor(Number(raw.maxCredits ?? 0));
	return {
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		includeInput: raw.includeInput === true,
		maxCredits: maxCredits > 0 ? maxCredits : null,
	};
}

/** @throws NodeOperationError for what is known to be refused, naming the parameter and the item */
export function readExportWish(ctx: IExecuteFunctions, item: number): ExportWish {
	const module = moduleNameOf(ctx, item);
	if (!isExportable(module)) throw notExportable(ctx, item, module);
	const options = ctx.getNodeParameter('options', item, {});
	const criteria = criteriaFor(ctx, item);
	if (criteria && 'message' in criteria) throw badCriteria(ctx, item, criteria);
	const viewId = String(options.viewId ?? '').trim();
	return {
		module,
		fields: namesIn(ctx.getNodeParameter('fields', item, [])),
		...(criteria ? { criteria } : {}),
		...(viewId === '' ? {} : { viewId }),
		route: routeOf(ctx.getNodeParameter('exportRoute', item, 'cheapest')),
		lookupNames: options.lookupNames !== false,
		fileName: fileNameOf(options.fileName, module),
		binaryField: String(options.binaryField ?? '').trim() || 'data',
	};
}

function criteriaFor(ctx: IExecuteFunctions, item: number): Criteria | CriteriaFault | undefined {
	const from = ctx.getNodeParameter('criteriaFrom', item, 'all') as string;
	if (from === 'json')
		return criteriaOfJson(ctx.getNodeParameter('criteriaJson', item, '')) ?? noneIn('Criteria');
	if (from !== 'rows') return undefined;
	const rows = ctx.getNodeParameter('conditions.rows', item, []) as Array<Partial<CriteriaRow>>;
	const join = ctx.getNodeParameter('join', item, 'and') === 'or' ? 'or' : 'and';
	const criteria = criteriaOfRows(
		rows.map(({ field, comparator, value }) => ({
			field: String(field ?? '').trim(),
			comparator: comparator ?? 'equal',
			value,
		})),
		join,
	);
	return criteria ?? noneIn('Conditions');
}

/** Who asks for some records gets not all of them, which may cost a hundred times as much. */
const noneIn = (field: string): CriteriaFault => ({
	message: `'${field}' is empty`,
	fix: `Say which records, or choose All under 'Records'.`,
});

const notExportable = (
	ctx: IExecuteFunctions,
	itemIndex: number,
	module: string,
): NodeOperationError =>
	new NodeOperationError(ctx.getNode(), `Zoho exports no ${module} in bulk`, {
		itemIndex,
		description:
			"Nothing was sent. Read them page by page: Composite Request with 'API Call', or Related Records of their parents.",
	});

const badCriteria = (
	ctx: IExecuteFunctions,
	itemIndex: number,
	{ message, fix }: CriteriaFault,
): NodeOperationError =>
	new NodeOperationError(ctx.getNode(), message, {
		itemIndex,
		description: `${fix} Nothing was sent.`,
	});

const routeOf = (value: unknown): ExportWish['route'] =>
	value === 'bulkRead' || value === 'coql' ? value : 'cheapest';

/** A file's name, never a path. */
function fileNameOf(value: unknown, module: string): string {
	const name = String(value ?? '')
		.trim()
		.replace(/[\\/:]/g, '_');
	if (name === '') return `${module}.csv`;
	return /\.csv$/i.test(name) ? name : `${name}.csv`;
}
