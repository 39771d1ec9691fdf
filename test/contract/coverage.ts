import type { PresetName } from '../../nodes/shared/core/compositePresets';
import { presetRequest } from '../../nodes/shared/core/compositePresets';
import { METADATA_KINDS } from '../../nodes/shared/core/metadataKinds';
import { otherPresets } from '../../nodes/shared/core/otherPresets';
import { PRICED_PATHS } from '../../nodes/shared/core/pricedPaths';
import type { CallName } from '../../nodes/shared/core/prices';
import { recordPresets } from '../../nodes/shared/core/recordPresets';
import { apiPath, fits } from './match';
import { subRequestsOf } from './subRequests';
import type { Traffic } from './traffic';

/** Calls that only a path typed by the user makes; they are as right as what was typed. */
const TYPED: ReadonlySet<CallName> = new Set<CallName>([
	'users.write',
	'records.massDelete',
	'records.massConvert',
	'records.merge',
	'mail.send',
]);

/** What one form of the Composite node holds at most. */
const FORM = {
	...{
		module: 'Leads',
		recordId: '1',
		relatedList: 'Products',
		relatedId: '2',
		fields: 'Last_Name',
	},
	...{ record: {}, searchBy: 'email', searchFor: 'a@example.com', query: 'select id from Leads' },
	...{ kind: 'fields', metadata: 'fields', tags: 'hot', transitionId: '3', subject: 'Call' },
	...{ noteTitle: 'Call', noteContent: 'Called', title: 'Call', content: 'Called' },
};

/** `GET /{module}/{id}`: method and path below the version of every call that the nodes make of themselves. */
export function routesOfNodes(): string[] {
	const priced = PRICED_PATHS.filter(({ call }) => !TYPED.has(call)).map(
		({ method, path }) => `${method} /${path.replace(/:(\w+)/g, '{$1}')}`,
	);
	const metadata = Object.values(METADATA_KINDS).map(
		({ path }) => `GET /${path.replace('{module}', '{name}')}`,
	);
	return [...new Set([...priced, ...metadata, ...presets(), ...MORE])];
}

/** Where one name stands for several calls, and what lies on other hosts. */
const MORE = [
	...['PUT /actions/watch', 'DELETE /actions/watch', 'PUT /{module}/{id}/actions/blueprint'],
	...['POST /upload', 'GET /{org}/bulk-write/{job}/{file}'],
];

function presets(): string[] {
	const names = Object.keys({ ...recordPresets, ...otherPresets }) as PresetName[];
	return names
		.filter((name) => name !== 'custom')
		.map((name) => {
			const { method, uri } = presetRequest(name, name, FORM);
			const path = belowVersion(uri).replace(/^\/(Leads|Tasks)/, '/{module}');
			return `${method} ${path.replace('Products', '{list}').replace(/\/\d+/g, '/{id}')}`;
		});
}

/** Which of the routes nobody took in what was recorded, alone or inside a composite. */
export function routesNotSeen(routes: string[], recorded: Traffic[]): string[] {
	const seen = [...recorded, ...recorded.flatMap(subRequestsOf)].map(
		({ method, path }) => `${method} ${belowVersion(apiPath(path))}`,
	);
	return routes.filter((route) => !seen.some((request) => fits(route, request)));
}

/** `/crm/bulk/v8/read` → `/bulk/read`; a result file has no version. */
const belowVersion = (path: string): string =>
	path.replace(/^\/crm(\/bulk)?(\/v[\d.]+)?/, (_, bulk: string | undefined) => bulk ?? '');
