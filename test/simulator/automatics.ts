import { automations, type Automation } from './recordEvents';
import { isObject, refuseInput, type Body } from './recordBody';
import { refuse } from './replies';
import type { SimReply } from './route';

/** How the automations of a write are asked for. */
export interface Automatics {
	ran: Automation[];
	applied: string[];
	skipped: string[];
	assignmentRule: string | null;
}

function triggersIn(body: Body): Automation[] | SimReply {
	const { trigger } = body;
	if (trigger === undefined) return automations;
	if (!Array.isArray(trigger)) {
		return refuseInput('trigger', '$.trigger', { expected_data_type: 'jsonarray' });
	}
	const unknown = trigger.findIndex((name) => !automations.includes(name));
	if (unknown < 0) return trigger;
	return refuseInput('trigger', `$.trigger[${unknown}]`, { supported_values: automations });
}

function featuresIn(body: Body, key: string, known: string[]): string[] | SimReply {
	const given = body[key];
	if (given === undefined) return [];
	if (!Array.isArray(given)) {
		return refuseInput(key, `$.${key}`, { expected_data_type: 'jsonarray' });
	}
	const names: string[] = [];
	for (const [index, feature] of given.entries()) {
		const name = isObject(feature) ? feature.name : undefined;
		const path = `$.${key}[${index}].name`;
		if (name === undefined) {
			const details = { api_name: 'name', json_path: path };
			return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
		}
		if (typeof name !== 'string' || !known.includes(name)) {
			return refuseInput('name', path, { supported_values: known });
		}
		names.push(name);
	}
	return names;
}

/** `trigger` (left out: all run, `[]`: none), `apply_feature_execution`, `skip_feature_execution`, `lar_id` (facts §3.2). */
export function automaticsIn(body: Body): Automatics | SimReply {
	const ran = triggersIn(body);
	if (!Array.isArray(ran)) return ran;
	const applied = featuresIn(body, 'apply_feature_execution', [
		'layout_rules',
		'range_validation',
		'assignment_rules',
		'function_validation_rule',
		'criteria_validation_rule',
		'global_map_dependency',
		'territory_subordinates',
	]);
	if (!Array.isArray(applied)) return applied;
	const skipped = featuresIn(body, 'skip_feature_execution', ['cadences']);
	if (!Array.isArray(skipped)) return skipped;
	const { lar_id: rule } = body;
	if (rule !== undefined && !/^\d+$/.test(String(rule))) return refuseInput('lar_id', '$.lar_id');
	return { ran, applied, skipped, assignmentRule: rule === undefined ? null : String(rule) };
}
