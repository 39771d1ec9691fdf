import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { whenInterrupted } from './interrupt';
import { owner } from './n8nRest';
import { Scene } from './scene';
import { repository } from './tarball';
import { N8N_VERSION } from './versions';
import { connectCredentials, importWorkflow, type WorkflowFile } from './workflows';
import { bringN8n, type World } from './world';

/** `npm run n8n [-- --port N --simulator-port N]`: n8n with the packed package, for a person to try. */
async function main() {
	const port = { type: 'string' } as const;
	const { values } = parseArgs({ options: { port, 'simulator-port': port } });
	const scene = new Scene();
	whenInterrupted(() => scene.close());
	try {
		const world = await bringN8n(scene, N8N_VERSION, {
			n8n: numberOf(values.port),
			simulator: numberOf(values['simulator-port']),
		});
		console.log(welcome(world, await importExamples(world)));
	} catch (error) {
		scene.fail('n8n is up', error);
		await scene.showExhibits();
		await scene.close();
		process.exitCode = 1;
	}
}

/** The example workflows of the package, with the connected credential in their nodes. */
async function importExamples({ session, credential }: World) {
	const folder = join(repository, 'examples');
	const files = existsSync(folder) ? readdirSync(folder) : [];
	const links: string[] = [];
	for (const file of files.filter((name) => name.endsWith('.json'))) {
		const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;
		const workflow = await importWorkflow(session, connectCredentials(example, [credential]));
		links.push(`${session.url}/workflow/${workflow.id}  ${workflow.name}`);
	}
	return links;
}

function welcome({ n8n, simulator, credential }: World, examples: string[]) {
	return `
Editor      ${n8n.url}
Sign in     ${owner.email}, password ${owner.password}
Credential  "${credential.name}", connected to the simulator
Simulator   ${simulator.url} (what it charged: ${simulator.url}/_sim/meter, requests: /_sim/log)
Examples    ${examples.join('\n            ')}

Ctrl-C stops everything.`;
}

function numberOf(text: string | undefined) {
	return text === undefined ? undefined : Number(text);
}

void main();
