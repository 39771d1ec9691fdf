import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { differences, measuredStep, readMeasured, writeMeasured } from '../../scripts/measured';
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

/** `--check`: says what differs from the recorded figures; true when nothing does. */
function isAsRecorded(file: string, steps: FinishedStep[], whole: boolean): boolean {
	const lines = differences(readMeasured(file).steps, steps, whole);
	for (const line of lines) console.error(line);
	if (lines.length > 0)
		console.error(
			`The demo no longer costs what ${file} says. If that is meant: npm run demo -- --record ${file} && npm run docs`,
		);
	return lines.length === 0;
}

/** `--record`: these figures become the recorded ones; those of steps that did not run stay. */
function record(file: string, steps: FinishedStep[], whole: boolean): void {
	const before = existsSync(file) ? readMeasured(file) : { steps: [], peer: [] };
	const ran = steps.map(measuredStep);
	const kept = before.steps.map(
		(step) => ran.find(({ name }) => name === step.name) ?? (whole ? undefined : step),
	);
	const added = ran.filter(({ name }) => !before.steps.some((step) => step.name === name));
	const all = [...kept.filter((step) => step !== undefined), ...added];
	writeMeasured(file, { ...before, steps: all });
}

async function allSteps(): Promise<Step[]> {
	// n8n-core writes its settings on import, so it comes after the setup.
	const { upsertSteps } = await import('./upsertSteps');
	const { metadataSteps } = await import('./metadataSteps');
	const { compositeSteps } = await import('./compositeSteps');
	const { readSteps } = await import('./readSteps');
	const { triggerSteps } = await import('./triggerSteps');
	const { bulkImportSteps } = await import('./bulkImportSteps');
	const { bulkExportSteps } = await import('./bulkExportSteps');
	const { creditSteps } = await import('./creditSteps');
	return [
		...upsertSteps,
		...metadataSteps,
		...compositeSteps,
		...readSteps,
		...bulkImportSteps,
		...bulkExportSteps,
		...triggerSteps,
		...creditSteps,
	];
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			check: { type: 'string' },
			csv: { type: 'string' },
			json: { type: 'boolean', default: false },
			only: { type: 'string' },
			out: { type: 'string' },
			record: { type: 'string' },
		},
	});
	const all = await allSteps();
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
	if (values.record) record(values.record, steps, !wanted);
	const asRecorded = !values.check || isAsRecorded(values.check, steps, !wanted);
	process.exitCode = wrong.length === 0 && asRecorded ? 0 : 1;
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
