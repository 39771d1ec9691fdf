import fc from 'fast-check';
import { get, uniqBy } from 'lodash';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { ZohoCrmNotificationTrigger } from '../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import type { RequestFault } from '../simulator/faults';
import { actionNodes } from '../support/actionNodes';
import { unlessStuck } from '../support/unlessStuck';
import { again, casesOf, casesPlayed } from './budget';
import { hostileValues } from './hostile';
import type { Hostile } from './hostile';
import type { Honesty, Listed } from './listOracle';
import { wrongIn } from './listOracle';
import type { Asking, List } from './lists';
import { asking, listsOf, pathOf } from './lists';
import { mutation, valueUnder, wholeList } from './mutations';
import type { Mutation } from './mutations';
import { withValue } from './places';
import type { Proxy } from './proxy';
import { openProxy } from './proxy';
import type { Scene } from './scene';
import { openScene } from './scene';

const STUCK_MS = 10_000;

/** How n8n asks: with the form, where the field stands in it, and what was typed into a list that can be searched. */
interface Question {
	form: INodeParameters;
	path: string;
	filter?: string;
	page?: string;
}

const lists = [...actionNodes, new ZohoCrmNotificationTrigger()].flatMap((node) =>
	listsOf(node).map((list) => ({ node, list, name: node.description.name, ...list })),
);

let scene: Scene;
afterEach(async () => await scene.close());
afterAll(() => console.info(`${casesPlayed()} lists were opened`));

/** Two who open a list at one time, as two fields of one form do. */
async function opened(node: INodeType, list: List, question: Question): Promise<Listed[]> {
	const answers = await Promise.allSettled([0, 1].map(async () => await ask(node, list, question)));
	const { meter, calls } = scene.seen();
	const asked = calls.map((call) => call.query.module);
	const told = { meter, asked, spent: await scene.ledger(), secrets: scene.secrets() };
	return answers.map((answer) =>
		answer.status === 'fulfilled'
			? { ...told, list: answer.value, error: undefined }
			: { ...told, list: undefined, error: answer.reason as unknown },
	);
}

async function ask({ description }: INodeType, { kind, method }: List, question: Question) {
	const { form, path, filter, page } = question;
	const editor = scene.open(description.name, form);
	if (kind === 'loadOptions') return await unlessStuck(editor.options(method, path), STUCK_MS);
	if (kind === 'resourceMapping') return await unlessStuck(editor.mapping(method, path), STUCK_MS);
	return await unlessStuck(editor.search(method, filter, page, path), STUCK_MS);
}

describe(`any form around a list of the editor (${again})`, () => {
	const texts = hostileValues
		.map(({ value }) => value)
		.filter((value) => typeof value === 'string');
	const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary' }));

	/** What a person or a program may have put into the field that names the module, or into any other. */
	const changes = ({ place, around }: Asking): fc.Arbitrary<Array<[string[], Hostile]>> => {
		const modules =
			place.path[0] === 'modules'
				? [['modules'], ['modules', 'watch'], ['modules', 'watch', '0', 'module']]
				: [['module']];
		const others = [...around.map(({ path }) => path), ...around.map(({ path }) => [path[0]])];
		const located = fc
			.tuple(fc.constantFrom('list', 'name', 'x'), fc.constantFrom(...hostileValues))
			.map(([mode, { name, value }]) => ({
				name: `${mode} ${name}`,
				value: { __rl: true, mode, value },
			}));
		return fc.array(
			fc.oneof(
				fc.tuple(fc.constantFrom(...modules), fc.constantFrom(...hostileValues)),
				fc.tuple(fc.constantFrom(...modules), located),
				fc.tuple(fc.constantFrom(...others, ['operation']), fc.constantFrom(...hostileValues)),
			),
			{ minLength: 1, maxLength: 2 },
		);
	};

	const ownText = (value: unknown): string =>
		typeof value === 'string' ? value : ((value as { value?: string } | null)?.value ?? '');

	it.each(lists)('$name, $method', async ({ node, list }) => {
		scene = await openScene([node]);
		const fields = asking(list, node, scene.seeded);
		const cases = fc.constantFrom(...fields).chain((field) =>
			fc.record({
				field: fc.constant(field),
				made: changes(field),
				filter: fc.option(text, { nil: undefined }),
				page: fc.option(text, { nil: undefined }),
				path: fc.option(text, { nil: undefined, freq: 6 }),
			}),
		);
		const found: string[] = [];
		for (const { field, made, filter, page, path } of casesOf(cases)) {
			scene.renew();
			const form = made.reduce(
				(all, [at, { value }]) => withValue(all, at, value),
				field.place.form,
			);
			const question = { form, path: path ?? pathOf(field.place), filter, page };
			const told = made.map(([at, { name }]) => `${at.join('.')} = ${name}`).join(', ');
			const own = made.map(([, { value }]) => ownText(value));
			for (const each of await opened(node, list, question))
				found.push(...wrongIn(list.kind, each, own).map((one) => `${told}, ${path}: ${one}`));
		}
		expect(found).toEqual([]);
	});
});

/** The same function serves several nodes; what Zoho answers it is tried once. */
const functions = uniqBy(lists, ({ node, kind, method }) => get(node.methods, [kind, method]));

describe(`any answer of the server to a list of the editor (${again})`, () => {
	let proxy: Proxy;
	afterEach(async () => await proxy.close());

	const KEYS = ['display_label', 'field_label', 'plural_label', 'data_type', 'unique', 'visible'];
	const MORE = ['pick_list_values', 'actual_value', 'display_value', 'fields', 'modules'];
	const change = fc.oneof(
		{ weight: 3, arbitrary: mutation },
		{ weight: 2, arbitrary: valueUnder(...KEYS, ...MORE) },
		{ weight: 2, arbitrary: valueUnder('api_name') },
		{ weight: 1, arbitrary: wholeList },
	);

	/** A status that was changed on its way says something else of the price than the server did. */
	const honestyOf = ({ kind }: Mutation): Honesty =>
		kind === 'status' || kind === 'redirect' ? 'none' : 'equal';

	it.each(functions)('$name, $method', async ({ node, list }) => {
		scene = await openScene([node]);
		proxy = await openProxy(scene.origin);
		const [{ place }] = asking(list, node, scene.seeded);
		const question = { form: place.form, path: pathOf(place) };
		const found: string[] = [];
		let changed = 0;
		for (const made of casesOf(fc.record({ change, andAfter: fc.boolean() }))) {
			scene.renew({ customBaseUrl: proxy.origin });
			proxy.change(made.change, 1, made.andAfter);
			const first = await opened(node, list, question);
			changed += proxy.changed();
			// What was kept of a strange answer is read again.
			const second = await opened(node, list, question);
			for (const each of [...first, ...second]) {
				const wrong = wrongIn(list.kind, each, [], honestyOf(made.change));
				found.push(...wrong.map((one) => `${JSON.stringify(made).slice(0, 200)}: ${one}`));
			}
		}
		const strangers = proxy.strangerSaw();
		if (scene.secrets().some((secret) => strangers.includes(secret)))
			found.push('a stranger saw a secret');
		expect(found).toEqual([]);
		expect(changed).toBeGreaterThan(0);
	});
});

describe('a list of the editor while Zoho has trouble', () => {
	const troubles: RequestFault[] = [
		{ kind: 'throttle', reason: 'concurrency' },
		{ kind: 'throttle', reason: 'credits' },
		{ kind: 'status', status: 500, when: 'before' },
		{ kind: 'status', status: 503, when: 'after' },
		{ kind: 'reset', when: 'before' },
		{ kind: 'reset', when: 'midAnswer' },
		{ kind: 'expireToken' },
		{ kind: 'malformedJson' },
		{ kind: 'html', status: 200, when: 'after' },
		{ kind: 'html', status: 404, when: 'before' },
	];
	const SPENT: Honesty = 'noLess';

	it.each(functions)('$name, $method', async ({ node, list }) => {
		scene = await openScene([node]);
		const [{ place }] = asking(list, node, scene.seeded);
		const question = { form: place.form, path: pathOf(place) };
		const found: string[] = [];
		for (const fault of troubles)
			for (const times of [1, 'always'] as const) {
				scene.renew();
				scene.zoho.faults.clear();
				scene.zoho.faults.add({ match: { path: '^/crm', times }, fault });
				const listed = await opened(node, list, question);
				const told = `${JSON.stringify(fault)} ${times}`;
				for (const each of listed)
					found.push(...wrongIn(list.kind, each, [], SPENT).map((one) => `${told}: ${one}`));
				const fails = listed.some(({ error }) => error !== undefined);
				if (fails !== (times === 'always' || isFinal(fault))) found.push(`${told}: fails ${fails}`);
			}
		expect(found).toEqual([]);
	});

	/** No credits left is not waited for. */
	const isFinal = (fault: RequestFault): boolean =>
		fault.kind === 'throttle' && fault.reason === 'credits';
});
