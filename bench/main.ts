import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import '../test/setup';
import type { Figure } from './figure';

/** Each measures one thing; a name before the first dot can be asked for with `--only`. */
const MEASURES: Record<string, () => Promise<Figure[]>> = {
	upsertCpu: async () => await (await import('./upsertCpu')).upsertCpu(),
	upsertLatency: async () => await (await import('./upsertLatency')).upsertLatency(),
	cache: async () => await (await import('./cacheFigures')).cacheFigures(),
	peer: async () => await (await import('./peerFigures')).peerFigures(),
	package: async () => await (await import('./peerFigures')).packageFigures(),
	trigger: async () => await (await import('./triggerFigures')).triggerFigures(),
	bulkRead: async () => await (await import('./bulkReadFigures')).bulkReadFigures(),
	upsertMemory: async () => await (await import('./upsertMemory')).upsertMemory(),
};

const versionOf = (name: string): string =>
	(JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string })
		.version;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			json: { type: 'boolean', default: false },
			only: { type: 'string' },
			out: { type: 'string' },
		},
	});
	const names = values.only?.split(',') ?? Object.keys(MEASURES);
	const figures: Figure[] = [];
	for (const name of names) {
		const measure = MEASURES[name];
		if (!measure)
			throw new Error(
				`No measure is called ${name}; there are ${Object.keys(MEASURES).join(', ')}`,
			);
		console.error(`… ${name}`);
		figures.push(...(await measure()));
	}
	const machine = {
		node: process.versions.node,
		n8n: `n8n-core ${versionOf('n8n-core')}`,
		cpus: cpus().length,
	};
	const json = JSON.stringify({ machine, figures }, null, 2);
	if (values.out) writeFileSync(values.out, `${json}\n`);
	console.log(values.json ? json : tableOf(figures));
}

const tableOf = (figures: Figure[]): string =>
	figures
		.map(
			({ name, value, unit, against, againstValue, ratio, goal, met }) =>
				`${met ? 'met ' : 'MISS'}  ${name}: ${value} ${unit}, against ${againstValue} ${unit} (${against}): ${ratio} (goal ${goal})`,
		)
		.join('\n');

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
