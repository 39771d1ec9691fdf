import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { moduleNamed, type ModuleData } from './schema';

export function invalidModule(details: Record<string, unknown>): SimReply {
	return refuse(400, 'INVALID_MODULE', 'the module name given seems to be invalid', details);
}

/** The module named by the `module` parameter, by API name or id. */
export function moduleParam(call: SimCall): ModuleData | SimReply {
	const name = call.query.get('module');
	if (!name) {
		const message = 'One of the expected parameter is missing';
		return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: 'module' });
	}
	const byId = [...call.org.modules.values()].find(({ schema }) => schema.id === name);
	return byId ?? moduleNamed(call.org.modules, name) ?? invalidModule({ param_name: 'module' });
}

/** 400 for an id at the end of the path that nothing has. */
export function invalidId(call: SimCall): SimReply {
	const details = { resource_path_index: call.path.length - 1 };
	return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
}
