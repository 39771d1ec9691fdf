import type { Condition } from './channels';
import { fieldsIn, FIELDS_LIMIT, meant, selectionIn, selectionView } from './fieldSelection';
import type { Org } from './org';
import { isObject } from './recordBody';
import { invalidData, mandatoryMissing, recordError, wrongType } from './recordErrors';
import type { RecordError } from './recordErrors';
import { moduleNamed, type ModuleData } from './schema';

function typeFault(raw: Record<string, unknown>, path: string): RecordError | undefined {
	const at = { api_name: 'type', json_path: `${path}.type` };
	if (raw.type === 'field_selection') return undefined;
	if (raw.type !== undefined) {
		return invalidData({ supported_values: ['field_selection'], ...at });
	}
	if (raw.field_selection === undefined) return mandatoryMissing('type', at.json_path);
	return recordError('DEPENDENT_FIELD_MISSING', 'The dependent field is missing', {
		dependee: { api_name: 'field_selection', json_path: `${path}.field_selection` },
		...at,
	});
}

function moduleIn(org: Org, raw: unknown, path: string): ModuleData | RecordError {
	if (raw === undefined) return mandatoryMissing('module', path);
	if (!isObject(raw)) return wrongType('module', path, 'jsonobject');
	const schemas = [...org.modules.values()].map(({ schema }) => schema);
	const schema = meant(schemas, raw, { name: 'module', path });
	return 'code' in schema ? schema : moduleNamed(org.modules, schema.apiName)!;
}

function conditionIn(org: Org, raw: unknown, path: string): Condition | RecordError {
	if (!isObject(raw)) return wrongType('notification_condition', path, 'jsonobject');
	const fault = typeFault(raw, path);
	if (fault) return fault;
	const module = moduleIn(org, raw.module, `${path}.module`);
	if ('code' in module) return module;
	const at = `${path}.field_selection`;
	if (raw.field_selection === undefined) return mandatoryMissing('field_selection', at);
	const selection = selectionIn(module, raw.field_selection, at);
	if ('code' in selection) return selection;
	if (fieldsIn(selection).length > FIELDS_LIMIT) {
		const details = { maximum_length: FIELDS_LIMIT, api_name: 'field_selection' };
		return invalidData({ ...details, json_path: at });
	}
	return { module: module.schema.apiName, selection };
}

/** `notification_condition`: the fields whose change is worth a notification, by module (from v6 on). */
export function conditionsIn(org: Org, raw: unknown, path: string): Condition[] | RecordError {
	if (raw === null) return [];
	if (!Array.isArray(raw)) return wrongType('notification_condition', path, 'jsonarray');
	const conditions: Condition[] = [];
	for (const [index, one] of raw.entries()) {
		const condition = conditionIn(org, one, `${path}[${index}]`);
		if ('code' in condition) return condition;
		conditions.push(condition);
	}
	return conditions;
}

/** A condition as the list of channels shows it. */
export function conditionView(org: Org, { module: apiName, selection }: Condition) {
	const { schema } = moduleNamed(org.modules, apiName)!;
	return {
		type: 'field_selection',
		module: { api_name: schema.apiName, id: schema.id },
		field_selection: selectionView(schema, selection),
	};
}
