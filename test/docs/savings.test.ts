import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { differences, MEASURED, readMeasured, withPeer } from '../../scripts/measured';
import { savingsBlock, withSavings } from '../../scripts/savingsBlock';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const measured = readMeasured(MEASURED);

describe("the README's table of savings", () => {
	it('is what `npm run docs` makes of the recorded figures', () => {
		expect(withSavings(readme, savingsBlock(measured))).toBe(readme);
	});

	it('given other figures, when it is written anew, then nothing else of the README changes', () => {
		const dearer = measured.steps.map((step) => ({ ...step, credits: 12_345 }));
		const changed = withSavings(readme, savingsBlock({ ...measured, steps: dearer }));
		expect(changed).toContain('**12,345**');
		expect(withSavings(changed, savingsBlock(measured))).toBe(readme);
	});

	it('given another comparison with the built-in node, then its figures are told', () => {
		const of = (name: string, value: number, againstValue: number) => ({
			...{ name, value, againstValue, unit: '', goal: 1, met: true },
		});
		const figures = [
			of('cpu.upsert', 1, 2),
			of('peer.upsert500.calls', 5, 500),
			of('peer.upsert500.credits', 50, 500),
			of('peer.upsert500.seconds', 1.26, 79.94),
		];
		const again = savingsBlock(withPeer(measured, { figures }));
		expect(again).toMatch(/500 calls, 500 credits and 79\.9 seconds/);
		expect(again).toMatch(/5 calls, 50 credits and 1\.3 seconds/);
		expect(() => withPeer(measured, { figures: [] })).toThrow(/no figures peer/);
	});

	it('given a README without its marks, then it says so', () => {
		expect(() => withSavings('# Title', savingsBlock(measured))).toThrow(/lacks <!-- savings/);
	});
});

describe('the recorded figures', () => {
	const [first, ...others] = measured.steps;

	it('given a run with the same figures, then there is no difference', () => {
		expect(differences(measured.steps, measured.steps, true)).toEqual([]);
	});

	it('given a step that costs more, then step, figure and both numbers are told', () => {
		const ran = [{ ...first, credits: first.credits + 1 }, ...others];
		expect(differences(measured.steps, ran, true)).toEqual([
			`${first.name}: credits recorded ${first.credits}, now ${first.credits + 1}`,
		]);
	});

	it('given a slow machine, then one look at each bulk job more is no difference, a second one is', () => {
		const bulk = measured.steps.find(({ name }) => name === 'bulk.import60k')!;
		const more = (count: number) => [
			{ ...bulk, calls: bulk.calls + count, credits: bulk.credits + count },
		];
		expect(differences(measured.steps, more(3), false)).toEqual([]);
		expect(differences(measured.steps, more(4), false)).toHaveLength(2);
		expect(differences(measured.steps, more(-1), false)).toHaveLength(2);
	});

	it('given a step that is gone, then only a whole run misses it', () => {
		expect(differences(measured.steps, others, false)).toEqual([]);
		expect(differences(measured.steps, others, true)).toEqual([
			`${first.name}: recorded, but no longer a step`,
		]);
	});

	it('given a step that nobody recorded, then it is told', () => {
		expect(differences(others, [first], false)).toEqual([`${first.name}: not recorded`]);
	});
});
