import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'examples');

export interface ExampleNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

export interface Example {
	name: string;
	nodes: ExampleNode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: Record<string, unknown>;
}

/** `daily-two-way-sync` … */
export const exampleNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export const exampleText = (name: string): string =>
	readFileSync(join(folder, `${name}.json`), 'utf8');

export const example = (name: string): Example => JSON.parse(exampleText(name)) as Example;

/** Runs the code of a Code node with n8n's names as given; resolves with the JSON of its items. */
export function runCode(
	name: string,
	node: string,
	given: Record<string, unknown>,
): Array<Record<string, unknown>> {
	const found = example(name).nodes.find((each) => each.name === node);
	// The example's own code, as n8n runs it.
	const run = new Function(...Object.keys(given), String(found?.parameters.jsCode)) as (
		...values: unknown[]
	) => Array<{ json: Record<string, unknown> }>;
	return run(...Object.values(given)).map(({ json }) => json);
}
