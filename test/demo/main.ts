import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import '../setup';
import { generateLeads, readLeads } from './leads';
import type { FinishedStep, Step } from './step';
import { tableOf } from './table';

async function runStep(
	step: Step,
	csv: string | undefined,
): Promise<FinishedStep & { notes?: string[] }> {
	const leads = csv ? readLeads(csv) : generateLeads(500);
	const { name, node, work } = step;
	const begun = performance.now();
	const result = await step.run({ leads });
	const seconds = Number(((performance.now() - begun) / 1000).toFixed(2));
	return { name, node, work, ...result, seconds };
}

function totalOf(steps: FinishedStep[]) {
	const sum = (of: (step: FinishedStep) => number) =>
		steps.reduce((total, step) => total + of(step), 0);
	return {
		calls: sum(({ calls }) => calls),
		credits: sum(({ credits }) => credits),
		meter: sum(({ meter }) => meter),
		baseline: sum(({ baseline }) => baseline ?? 0),
	};
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			csv: { type: 'string' },
			json: { type: 'boolean', default: false },
			only: { type: 'string' },
			out: { type: 'string' },
		},
	});
	// n8n-core writes its settings on import, so it comes after the setup.
	const { upsertSteps } = await import('./upsertSteps');
	const { metadataSteps } = await import('./metadataSteps');
	const { compositeSteps } = await import('./compositeSteps');
	const { readSteps } = await import('./readSteps');
	const { triggerSteps } = await import('./triggerSteps');
	const { bulkImportSteps } = await import('./bulkImportSteps');
	const { bulkExportSteps } = await import('./bulkExportSteps');
	const { creditSteps } = await import('./creditSteps');
	const all: Step[] = [
		...upsertSteps,
		...metadataSteps,
		...compositeSteps,
		...readSteps,
		...bulkImportSteps,
		...bulkExportSteps,
		...triggerSteps,
		...creditSteps,
	];
	const wanted = values.only?.split(',');
	const unknown = wanted?.filter((name) => !all.some((step) => step.name === name)) ?? [];
	if (unknown.length > 0)
		throw new Error(
			`No step is called ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`,
		);

	const finished = [];
	for (const step of all.filter(({ name }) => !wanted || wanted.includes(name))) {
		console.error(`… ${step.name}`);
		finished.push(await runStep(step, values.csv));
	}
	const steps = finished.map(({ notes: _notes, ...step }) => step);
	const json = JSON.stringify({ steps, total: totalOf(steps) }, null, 2);
	if (values.out) writeFileSync(values.out, `${json}\n`);
	console.log(values.json ? json : tableOf(finished, totalOf(steps)));
	const wrong = steps.filter(({ credits, meter }) => credits !== meter);
	for (const { name, credits, meter } of wrong)
		console.error(`${name}: reported ${credits} credits, the meter says ${meter}`);
	process.exitCode = wrong.length > 0 ? 1 : 0;
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
