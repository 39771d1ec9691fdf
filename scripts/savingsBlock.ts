import type { Measured, MeasuredPeer, MeasuredStep } from './measured';

const BEGIN = '<!-- savings: written by `npm run docs` from docs/measured.json -->';
const END = '<!-- /savings -->';

/** The steps of the demo that the README tells of, in its order. */
const TOLD: Record<string, string> = {
	'upsert.create': 'Create or update 500 leads',
	'upsert.partial': '1,000 leads, 7 of them wrong: 993 on *Success*, 7 on *Failed* with the reason',
	'upsert.lookups': '500 contacts with accounts by name and owners by e-mail address',
	'read.ids250': '250 leads by their IDs',
	'read.lookup100': '100 e-mail addresses, the lead of each',
	'composite.mixed23': '23 different reads and writes',
	'metadata.cold': 'Fields, layouts, lists and views of a module',
	'metadata.warm': 'The same within twelve hours, for any node',
	'bulk.import60k': 'Import 60,000 leads, each with its outcome, asleep meanwhile',
	'bulk.export450k': 'Export 450,000 leads into one CSV, asleep meanwhile',
	'trigger.30days':
		'Hear of changes in two modules for thirty days, two restarts and a lost subscription among them',
};

const count = (value: number): string => value.toLocaleString('en');

/** Each plain call of these steps costs one credit, so that the baseline is the number of calls, too. */
function line({ name, calls, credits, baseline }: MeasuredStep): string {
	const before = count(baseline ?? 0);
	return `| ${TOLD[name]} | ${before} | ${before} | ${count(calls)} | **${count(credits)}** |`;
}

function peerSentence(peer: MeasuredPeer[]): string {
	const [calls, credits, seconds] = ['calls', 'credits', 'seconds'].map((of) =>
		peer.find(({ name }) => name === `peer.upsert500.${of}`),
	);
	if (!calls || !credits || !seconds) return '';
	const figures = (of: 'value' | 'againstValue') =>
		`${count(calls[of])} calls, ${count(credits[of])} credits and ${seconds[of].toFixed(1)} seconds`;
	return `
Side by side in one n8n, 500 new leads, 150 ms a call: the built-in Zoho CRM node takes ${figures('againstValue')}, Batch
Upsert ${figures('value')}.
`;
}

/** The README's table of savings, with the marks around it. */
export function savingsBlock({ steps, peer }: Measured): string {
	const told = Object.keys(TOLD).map((name) => {
		const step = steps.find((each) => each.name === name);
		if (!step) throw new Error(`docs/measured.json has no step ${name}`);
		return line(step);
	});
	return `${BEGIN}

| Work | Calls before | Credits before | Calls now | Credits now |
|---|--:|--:|--:|--:|
${told.join('\n')}
${peerSentence(peer)}
${END}`;
}

/** The text with its block replaced. Throws when it has none. */
export function withSavings(readme: string, block: string): string {
	const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error(`The README lacks ${BEGIN} … ${END}`);
	return readme.slice(0, begin) + block + readme.slice(end + END.length);
}
