import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { WriteOperation } from '../shared/core/batchOutcome';
import { takesUpsert } from '../shared/core/modules';
import { isObject } from '../shared/core/isObject';
import type { ZohoRecord } from '../shared/core/row';
import type { WriteExtras } from '../shared/zoho/records';
import { checkForm } from '../shared/ui/checkForm';
import { moduleNameOf } from '../shared/ui/moduleName';
import { sameForAll } from '../shared/ui/sameForAll';
import type { WhenRowsFail } from '../shared/ui/whenRowsFail';
import { properties } from './description';
import type { Options } from './readOptions';
import { readOptions } from './readOptions';

/** Everything that is the same for all rows of the run. */
export interface Parameters {
	operation: WriteOperation;
	module: string;
	recordsFrom: 'item' | 'json' | 'mapper';
	matchingFields: string[];
	whenRowsFail: WhenRowsFail;
	automations: 'all' | 'none' | string[];
	extras: WriteExtras;
	/** What `massUpdate` writes into every record. */
	values: ZohoRecord;
	options: Options;
}

/** @throws NodeOperationError for a parameter that cannot work; nothing has been sent */
export function readParameters(ctx: IExecuteFunctions, rows: number): Parameters {
	checkForm(ctx, properties, ['recordId']);
	const chosen = ctx.getNodeParameter('operation', 0) as string;
	const operation = (chosen === 'create' ? 'insert' : chosen) as WriteOperation;
	sameForAll(ctx, 'module', 'Module', rows);
	const module = moduleNameOf(ctx, 0);
	checkModule(ctx, module, operation);
	const writesRecords = operation !== 'delete' && operation !== 'massUpdate';
	const automations = automationsOf(ctx, operation);
	const raw = sameForAll(ctx, 'options', 'Options', rows) as Record<string, unknown>;
	const options = readOptions(raw);
	const matchingFields =
		operation === 'upsert' ? matchingFieldsOf(ctx, rows, options.externalId) : [];
	return {
		operation,
		module,
		recordsFrom: writesRecords
			? (ctx.getNodeParameter('recordsFrom', 0) as Parameters['recordsFrom'])
			: 'item',
		matchingFields,
		whenRowsFail: ctx.getNodeParameter('whenRowsFail', 0) as Parameters['whenRowsFail'],
		automations,
		extras: extrasOf(raw, matchingFields, automations),
		values: operation === 'massUpdate' ? valuesOf(ctx, rows) : {},
		options,
	};
}

function checkModule(ctx: IExecuteFunctions, module: string, operation: WriteOperation): void {
	if (operation !== 'upsert' || takesUpsert(module)) return;
	throw new NodeOperationError(ctx.getNode(), `Zoho has no upsert for the 'Module' ${module}`, {
		description: "Use the operation 'Create' for new records or 'Update' for known ids.",
	});
}

/** Upserts find by an External ID field as by any unique one, before others and without a header (api/v8/upsert-records-ext.html). */
function matchingFieldsOf(ctx: IExecuteFunctions, rows: number, externalId: string): string[] {
	const { fields } = (sameForAll(ctx, 'matchingFields', 'Matching Fields', rows) ?? {}) as {
		fields?: Array<{ field?: string }>;
	};
	const listed = (fields ?? []).map(({ field }) => String(field ?? '').trim());
	return [...new Set([externalId, ...listed].filter(Boolean))];
}

function automationsOf(
	ctx: IExecuteFunctions,
	operation: WriteOperation,
): Parameters['automations'] {
	if (operation === 'massUpdate') return 'all';
	const choice = ctx.getNodeParameter('automations', 0, 'all') as 'all' | 'none' | 'choose';
	if (choice !== 'choose') return choice;
	if (operation === 'delete') {
		throw new NodeOperationError(
			ctx.getNode(),
			"'Run Zoho Automations' cannot be chosen for Delete",
			{
				description: 'Zoho runs all of them for deleted records, or none. Choose All or None.',
			},
		);
	}
	const chosen = ctx.getNodeParameter('chosenAutomations', 0, []) as string[];
	return chosen.length === 0 ? 'none' : chosen;
}

function extrasOf(
	raw: Record<string, unknown>,
	matchingFields: string[],
	automations: Parameters['automations'],
): WriteExtras {
	const rule = String(raw.assignmentRule ?? '').trim();
	return {
		...(matchingFields.length ? { duplicate_check_fields: matchingFields } : {}),
		...(automations === 'all' ? {} : { trigger: automations === 'none' ? [] : automations }),
		...(rule ? { lar_id: rule } : {}),
		...(raw.skipCadences === true
			? { skip_feature_execution: [{ name: 'cadences' as const }] }
			: {}),
		...(raw.layoutRules === true
			? { apply_feature_execution: [{ name: 'layout_rules' as const }] }
			: {}),
	};
}

function valuesOf(ctx: IExecuteFunctions, rows: number): ZohoRecord {
	const given = ctx.getNodeParameter('columns', 0, {});
	const mapped: unknown = isObject(given) ? (given as Record<string, unknown>).value : undefined;
	if (!isObject(mapped) || Object.keys(mapped).length === 0) {
		throw new NodeOperationError(ctx.getNode(), "'Values to Set' is empty", {
			description: 'Give at least one field and its value.',
		});
	}
	return sameForAll(ctx, 'columns.value', 'Values to Set', rows) as ZohoRecord;
}
