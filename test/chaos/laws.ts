import { deepEqual, equal, ok } from 'node:assert/strict';
import { range, sum, sumBy } from 'lodash';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import type { RunReport } from '../../nodes/shared/core/report';
import type { Outcome, Told, Traces } from './world';

interface Credits {
	cost: number;
	run?: RunReport;
}

export const creditsOf = ({ json }: INodeExecutionData) => json.credits as unknown as Credits;
export const pairOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/** The laws that hold whatever node it was and whatever went wrong (meter, nothing said twice, no secret told). */
export function checkCommonLaws(told: Told, run: IRun): void {
	const { report, meter, calls } = told;
	const ledger = sumBy(told.ledger, 'amount');
	checkOutcome(told, ledger);
	checkMeter(report ? [report] : [], meter);
	if (report) equal(report.calls, calls.length, 'calls');
	checkSecrets(told, run);
}

/** What a node says of its credits is one thing, wherever it says it. */
export function checkOutcome(outcome: Outcome, ledger: number): void {
	equal(ledger, outcome.report?.cost ?? 0, 'the ledger holds what the report says');
	checkReport(outcome);
}

export function checkReport({ outputs, error, report }: Outcome): void {
	if (report)
		equal(report.cost, sum(report.byCall.map(({ cost }) => cost)), 'byCall adds up to the cost');
	if (error) return;
	const items = outputs.flat();
	equal(
		sum(items.map((item) => creditsOf(item).cost)),
		report?.cost ?? 0,
		'items add up to the report',
	);
	for (const output of outputs.filter(({ length }) => length > 0))
		deepEqual(creditsOf(output[0]).run, report, 'the first item of an output carries the report');
}

/** What nodes reported is what Zoho charged, but for what they say is uncertain. */
export function checkMeter(reports: RunReport[], meter: number): void {
	const cost = sumBy(reports, 'cost');
	const certain = cost - sumBy(reports, 'uncertain');
	ok(meter <= cost, `the meter says ${meter}, the report ${cost}`);
	ok(meter >= certain, `${cost} less ${cost - certain} is above the meter's ${meter}`);
}

/** Each input item came out exactly once, in order on its output. */
export function checkPairing(
	{ outputs, inputs, error }: Pick<Told, 'outputs' | 'inputs' | 'error'>,
	fansOut = false,
): void {
	if (error) return;
	for (const output of outputs) {
		const pairs = output.map(pairOf);
		deepEqual(
			pairs,
			[...pairs].sort((a, b) => a - b),
			'items are in the order of the input',
		);
	}
	const all = outputs
		.flat()
		.map(pairOf)
		.sort((a, b) => a - b);
	deepEqual(fansOut ? [...new Set(all)] : all, range(inputs), 'each input item comes out once');
}

export function checkSecrets({ secrets, log }: Pick<Traces, 'secrets' | 'log'>, run: IRun): void {
	const { resultData } = run.data;
	checkNoSecret(secrets, [resultData.error, resultData.runData, log]);
}

/** @param left what a run left behind for people to see */
export function checkNoSecret(secrets: readonly string[], left: unknown): void {
	const told = everythingIn(left);
	// An act that asks for what no form offers tries nothing.
	ok(!told.includes('none of its choices'), 'the act asks for what the form does not offer');
	for (const secret of secrets)
		ok(secret === '' || !told.includes(secret), 'a secret is in what the run left behind');
}

/** All that a value carries, enumerable or not. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.getOwnPropertyNames(value)
		.map((name) => `${name}: ${everythingIn((value as Record<string, unknown>)[name], seen)}`)
		.join('\n');
}
