import { ZohoCrmApiCredits } from '../../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { AGENT, agent, askAgent } from '../../support/agent';
import { createEngine } from '../../support/engine';
import type { CreditStory } from './creditStory';
import { NODE, openCredits } from './creditStory';

let story: CreditStory;
beforeEach(async () => (story = await openCredits({ credential: { dailyCap: 50 } })));
afterEach(async () => await story.close());

describe.each(['engine', 'inline'] as const)('as the tool of an AI agent, %s way', (way) => {
	const ask = async (parameters: object, given: Record<string, string>) => {
		const engine = createEngine({
			nodes: [new ZohoCrmApiCredits()],
			others: { [AGENT]: agent() },
			credentials: [story.credential],
		});
		const { answer } = await askAgent(
			engine,
			{ type: NODE, parameters: { ...parameters } },
			given,
			way,
		);
		return JSON.stringify(answer);
	};

	it('plans what the agent asks for', async () => {
		const rows = "={{ $fromAI('rows', '', 'string') }}";

		const answer = await ask(
			{ operation: 'plan', work: 'delete', rows, output: 'cheapest' },
			{ rows: '250' },
		);

		expect(answer).toContain('"creditsNeeded":3');
	});

	it('is told on its one output that it is over the budget', async () => {
		const creditsNeeded = "={{ $fromAI('credits', '', 'string') }}";

		const answer = await ask({ operation: 'checkBudget', creditsNeeded }, { credits: '60' });

		expect(answer).toContain('"fits":false');
		expect(answer).toContain("'Daily Cap'");
	});
});
