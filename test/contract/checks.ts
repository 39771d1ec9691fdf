import { routesNotSeen, routesOfNodes } from './coverage';
import { DEVIATIONS } from './deviations';
import type { Judgement } from './judge';
import { judge } from './judge';
import type { Operation } from './openApi';
import type { Traffic } from './traffic';

/** One line of the table. */
export interface Check {
	title: string;
	/** What is wrong; none: passed. */
	faults: string[];
}

/** What the recordings say: a check for each operation of the files that was called, and four for all. */
export function trafficChecks(operations: Operation[], recorded: Traffic[]): Check[] {
	const judgement = judge(operations, DEVIATIONS, recorded);
	const routes = routesOfNodes();
	return [
		...[...judgement.called].sort().map(([title, looks]) => ({
			title: `${title}  (${looks} looks)`,
			faults: judgement.unexplained
				.filter(({ operation }) => operation === title)
				.map(({ side, status, what, seen }) => `${side} ${status}: ${what}\n        ${told(seen)}`),
		})),
		{
			title: `all ${judgement.checked} looks go to operations of the files or of the list beside them`,
			faults: judgement.homeless.map(told),
		},
		{
			title: `all ${routes.length} routes that the nodes take were seen`,
			faults: routesNotSeen(routes, recorded).map((route) => `${route} was never sent`),
		},
		...staleChecks(judgement),
	];
}

const staleChecks = ({ stale }: Judgement): Check[] => [
	{
		title: `all ${DEVIATIONS.length} deviations are needed`,
		faults: stale.deviations.map(
			({ operation, side, what }) => `${operation.source} ${side} ${what.source}`,
		),
	},
	{
		title: 'all operations beside the files are called, and all words of tests said',
		faults: [
			...stale.others.map(({ title }) => title),
			...stale.words.map(({ finding }) => finding.source),
		],
	},
];

const told = ({ method, path, requestBody, responseBody }: Traffic): string =>
	[`${method} ${path}`, requestBody, responseBody]
		.map((text) => (text ?? '').slice(0, 300))
		.join('\n        ');
