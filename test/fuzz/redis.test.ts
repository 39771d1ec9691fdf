import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { freePort } from '../state/redisServer';
import type { Command, RedisStandIn } from '../state/redisStandIn';
import { openRedisStandIn } from '../state/redisStandIn';
import { actionNodes } from '../support/actionNodes';
import { again, casesOf, casesPlayed } from './budget';
import { usualItems, usualOf } from './forms';
import { complaints, everythingIn } from './oracle';
import type { Scene } from './scene';
import { openScene } from './scene';

const LOGIN = { redisUser: 'ada-of-redis', redisPassword: 'correct horse battery' };
const CAPPED = { ...LOGIN, dailyCap: 10_000 };

const text = (words: string): string => `$${Buffer.byteLength(words)}\r\n${words}\r\n`;
const NO_KEYS = `*2\r\n${text('0')}*0\r\n`;
const INFO = text('# Server\r\nredis_version:7.2.0\r\nloading:0\r\n');

/** Refusals as Redis and what stands before it word them; some repeat what they were sent. */
const refusals: Record<string, (command: Command) => string> = {
	'an unknown command': ([name, ...args]) =>
		`-ERR unknown command '${name}', with args beginning with: ${args.map((one) => `'${one}'`).join(' ')} `,
	'an unknown command of Redis 5': ([name, ...args]) =>
		`-ERR unknown command \`${name}\`, with args beginning with: ${args.map((one) => `\`${one}\`, `).join('')}`,
	'a proxy that repeats all': (command) => `-ERR cannot forward: ${command.join(' ')}`,
	'a wrong login': () => '-WRONGPASS invalid username-password pair or user is disabled.',
	'a login that is named': ([, user]) => `-WRONGPASS no such login: ${user}`,
	'a right that is missing': ([name]) =>
		`-NOPERM User ${LOGIN.redisUser} has no permissions to run the '${name}' command`,
	'a login of another kind': ([, ...args]) => `-ERR AUTH failed for "${args.join('/')}"`,
	'no login': () => '-NOAUTH Authentication required.',
	'a cluster': () => '-MOVED 3999 127.0.0.1:6381',
	'no memory': () => "-OOM command not allowed when used memory > 'maxmemory'.",
	'a replica': () => "-READONLY You can't write against a read only replica.",
	'still loading': () => '-LOADING Redis is loading the dataset in memory',
	'a broken script': () => '-ERR Error running script: user_script:1: attempt to index a nil value',
	'no words': () => '-',
	'words without end': () => `-ERR ${'x'.repeat(5000)}`,
};

/** Where in the talk it begins: at the login, at the greeting after it, or at the work. */
type From = 'login' | 'greeting' | 'work';

interface Case {
	from: From;
	refusal: string;
	/** How many commands of the work are answered well before. */
	after: number;
	capped: boolean;
	act: [type: string, parameters: INodeParameters];
}

const acts: Array<Case['act']> = [
	['zohoCrmBatchUpsert', { operation: 'create' }],
	['zohoCrmBatchUpsert', { operation: 'upsert', options: { check: 'always' } }],
	['zohoCrmBatchRead', { operation: 'query' }],
	['zohoCrmCachedMetadata', { operation: 'get' }],
	['zohoCrmCachedMetadata', { operation: 'clear' }],
	['zohoCrmApiCredits', { operation: 'getUsage' }],
	['zohoCrmApiCredits', { operation: 'checkConnection' }],
	['zohoCrmCompositeRequest', { operation: 'send' }],
	['zohoCrmBulkJob', { operation: 'import' }],
];

let scene: Scene;
let redis: RedisStandIn;
let prefixes = 0;
beforeEach(async () => {
	scene = await openScene(actionNodes);
	redis = await openRedisStandIn();
});
afterEach(async () => {
	await scene.close();
	await redis.close();
});
afterAll(() => console.info(`${casesPlayed()} times Redis refused`));

/** A login whose shared state is to be in that Redis, which nobody has lost yet. */
const connect = (port: number, more: IDataObject) =>
	scene.renew({
		stateStore: 'redis',
		redisHost: '127.0.0.1',
		redisPort: port,
		redisPrefix: `fuzz-${++prefixes}`,
		...more,
	});

async function played([type, parameters]: Case['act']): Promise<string[]> {
	const form = { ...usualOf(type, scene.seeded), whenRowsFail: 'sendToFailed', ...parameters };
	const told = await scene.go(type, usualItems(scene.seeded), form);
	const listed = await scene
		.open('zohoCrmBatchRead', { module: 'Leads' })
		.options('getReadableFields')
		.catch((error: unknown) => error);
	const inList = everythingIn(listed);
	const leaks = told.secrets.filter((secret) => inList.includes(secret));
	return [...complaints(told), ...leaks.map(() => 'a secret is in what the editor gets')];
}

/** What a sound Redis answers to what is sent when a connection opens. */
function greeted([name]: Command): string | undefined {
	const sent = name.toLowerCase();
	if (sent === 'info') return INFO;
	return ['auth', 'select', 'client', 'hello'].includes(sent) ? '+OK\r\n' : undefined;
}

describe(`a Redis that refuses (${again})`, () => {
	const cases: fc.Arbitrary<Case> = fc.record({
		from: fc.constantFrom<From[]>('login', 'greeting', 'work', 'work'),
		refusal: fc.constantFrom(...Object.keys(refusals)),
		after: fc.nat({ max: 6 }),
		capped: fc.boolean(),
		act: fc.constantFrom(...acts),
	});

	it('is named, without its login, and what was spent is told', async () => {
		const found: string[] = [];
		for (const each of casesOf(cases)) {
			const { from, refusal, after, capped, act } = each;
			connect(redis.port, capped ? CAPPED : LOGIN);
			let worked = 0;
			redis.answer((command) => {
				const isLogin = command[0].toLowerCase() === 'auth';
				const greeting = greeted(command);
				if (from === 'login' || (from === 'greeting' && !isLogin) || !greeting) {
					if (from !== 'work' || ++worked > after) return `${refusals[refusal](command)}\r\n`;
					return /^scan$/i.test(command[0]) ? NO_KEYS : '$-1\r\n';
				}
				return greeting;
			});
			const wrong = await played(act);
			found.push(...wrong.map((one) => `${JSON.stringify(each)}: ${one}`));
		}
		expect(found).toEqual([]);
		expect(redis.heard().flat()).toEqual(expect.arrayContaining(Object.values(LOGIN)));
	});
});

describe('a Redis that cannot be reached', () => {
	it.each<[string, IDataObject]>([
		['goes on in memory', LOGIN],
		['stops, with a daily cap', CAPPED],
	])('%s, and names no login', async (_, login) => {
		const port = await freePort();
		for (const act of acts) {
			connect(port, login);
			expect(await played(act)).toEqual([]);
		}
	});

	it('names none when the connection breaks, or speaks no Redis', async () => {
		const answers = [null, 'HTTP/1.1 400 Bad Request\r\n\r\n', '\u0000\u0001\r\n'];
		const ways = answers.flatMap((answer) => [
			{ answer, login: LOGIN },
			{ answer, login: CAPPED },
		]);
		for (const { answer, login } of [
			...ways,
			{ answer: null, login: { ...LOGIN, redisTls: true } },
		]) {
			redis.answer(() => answer);
			connect(redis.port, login);
			expect(await played(acts[0])).toEqual([]);
		}
	});
});
