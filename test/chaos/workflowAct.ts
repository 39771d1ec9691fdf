import { equal } from 'node:assert/strict';
import fc from 'fast-check';
import { sumBy } from 'lodash';
import type { IDataObject, IRun } from 'n8n-workflow';
import type { RunReport } from '../../nodes/shared/core/report';
import { manualClock } from '../simulator/clock';
import { seedRecords } from '../simulator/seedRecords';
import { actionNodes } from '../support/actionNodes';
import type { Act } from './act';
import { checkMeter, checkOutcome, checkPairing, checkSecrets } from './laws';
import type { Limits } from './limits';
import { checkLimits, limits } from './limits';
import type { StepName } from './workflowSteps';
import { STEPS } from './workflowSteps';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Outcome, Traces, World } from './world';
import { openWorld, outcomeOf } from './world';

interface Wish {
	steps: StepName[];
	/** Which people the input asks for; those below 40 are in Zoho already. */
	people: number[];
	maxCredits: number;
	limits: Limits;
	trouble: Trouble;
}

const ROUTES = [
	'records.upsert',
	'records.insert',
	'records.update',
	'records.delete',
	'records.list',
	'coql.query',
	'composite',
	'settings.fields',
	'bulkWrite.create',
	'bulkWrite.status',
	'bulkWrite.result',
];

const person = (at: number): IDataObject => ({
	Last_Name: `Person ${at}`,
	Email: `person${at}@example.com`,
});

export const workflowAct: Act<Wish> = {
	name: 'Workflow',
	share: 25,
	wish: fc.record({
		steps: fc.array(fc.constantFrom(...(Object.keys(STEPS) as StepName[])), {
			minLength: 2,
			maxLength: 5,
		}),
		people: fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 60, size: 'max' }),
		maxCredits: fc.constantFrom(0, 0, 2, 10),
		limits: fc.oneof(
			{ weight: 1, arbitrary: fc.constant({}) },
			{ weight: 1, arbitrary: limits },
		) as fc.Arbitrary<Limits>,
		trouble: trouble(ROUTES),
	}),
	async play(wish) {
		const clock = manualClock(Date.now());
		const world = await openWorld(
			actionNodes,
			{
				clock,
				edition: 'ultimate',
				token: { expiresIn: 30 * 86_400 },
				credential: { ...wish.limits },
			},
			// Waiting for a job is Zoho's time going by.
			async (ms) => await clock.advance(ms),
		);
		try {
			const there = Array.from({ length: 40 }, (_, at) => person(at));
			seedRecords(world.zoho.org(), 'Contacts', there, { now: clock.now() });
			const steps = wish.steps.map((name, at) => ({
				...STEPS[name].step(wish.maxCredits),
				name: `${at} ${name}`,
			}));
			const { run, traces } = await world.goThrough(steps, wish.people.map(person), wish.trouble);
			checkSteps(run, traces, wish);
			checkLimits(wish.limits);
			checkZoho(world);
			checkSecrets(traces, run);
		} finally {
			await world.close();
		}
	},
};

/** Each node accounts for itself, and all together for what Zoho charged. */
function checkSteps(run: IRun, traces: Traces, { steps, people }: Wish): void {
	const reports: RunReport[] = [];
	let inputs = people.length;
	for (const [at, name] of steps.entries()) {
		const node = `${at} ${name}`;
		if (!run.data.resultData.runData[node]) break;
		const outcome = outcomeOf(run, node);
		const ledger = traces.ledger.filter((entry) => entry.node === node);
		checkOutcome(outcome, sumBy(ledger, 'amount'));
		const { pairs } = STEPS[name];
		if (pairs !== 'none') checkPairing({ ...outcome, inputs }, pairs === 'fansOut');
		if (outcome.report) reports.push(outcome.report);
		inputs = passedOn(run, node, outcome);
	}
	checkMeter(reports, traces.meter);
}

/** What a node hands to the next one; n8n passes the input of one that failed and goes on. */
const passedOn = (run: IRun, node: string, { outputs, error }: Outcome): number =>
	error
		? (run.data.resultData.runData[node].at(-1)?.data?.main[0]?.length ?? 0)
		: (outputs[0]?.length ?? 0);

/** No step wrote twice what can be told apart. */
function checkZoho({ zoho }: World): void {
	const stored = [...zoho.org().modules.get('Contacts')!.store.records.values()];
	const addresses = stored.map(({ values }) => String(values.Email));
	equal(new Set(addresses).size, addresses.length, 'nobody is in Zoho twice');
}
