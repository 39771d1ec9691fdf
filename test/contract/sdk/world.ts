import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIResponse } from '@zohocrm/typescript-sdk-8.0';
import {
	Environment,
	InitializeBuilder,
	Levels,
	LogBuilder,
	OAuthBuilder,
	SDKConfigBuilder,
} from '@zohocrm/typescript-sdk-8.0';
import { manualClock } from '../../simulator/clock';
import type { RunningSimulator } from '../../simulator/main';
import { startSimulator } from '../../simulator/main';
import type { OrgSeed } from '../../simulator/seed';
import { SIMULATOR_CLIENT } from '../../simulator/seed';
import { MemoryTokens } from './memoryTokens';

/** A simulated org with Zoho's SDK logged in to it. The SDK keeps one login a process, so worlds follow one another. */
export interface SdkWorld {
	simulator: RunningSimulator;
	tokens: MemoryTokens;
	/** Where files may be written; gone when the world is closed. */
	folder: string;
	/** Ids of the seeded records, by module. */
	ids: Record<string, string[]>;
	/** What the simulator saw, oldest first: `GET /crm/v8/Leads 200`. */
	calls(): string[];
	close(): Promise<void>;
}

/** The SDK as Zoho's readme sets it up, but for the three hosts; only a refresh token is known. */
export async function openSdkWorld(seed: OrgSeed = {}): Promise<SdkWorld> {
	const clock = manualClock(Date.UTC(2026, 2, 2, 9));
	const simulator = await startSimulator({ clock, switches: { localCallbacks: true } });
	const { origin, zoho } = simulator;
	const [ids] = zoho.seed({ orgs: [seed] }).ids;
	const folder = mkdtempSync(join(tmpdir(), 'zoho-sdk-'));
	const tokens = new MemoryTokens();
	const hosts = new Environment(origin, `${origin}/oauth/v2/token`, `${origin}/content`);
	await new InitializeBuilder()
		.environment(hosts)
		.token(login(zoho.issueToken().refresh_token))
		.store(tokens)
		.SDKConfig(new SDKConfigBuilder().autoRefreshFields(false).pickListValidation(false).build())
		.resourcePath(folder)
		.logger(new LogBuilder().level(Levels.OFF).filePath(join(folder, 'sdk.log')).build())
		.initialize();
	return {
		simulator,
		tokens,
		folder,
		ids,
		calls: () =>
			zoho.log.entries().map(({ method, path, status }) => `${method} ${path} ${status}`),
		close: async () => {
			await simulator.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const login = (refreshToken: string) =>
	new OAuthBuilder()
		.clientId(SIMULATOR_CLIENT.id)
		.clientSecret(SIMULATOR_CLIENT.secret)
		.refreshToken(refreshToken)
		.redirectURL('http://127.0.0.1/callback')
		.findUser(false)
		.build();

/** What the SDK made of an answer. @throws AssertionError when it took it for something else */
export function understood<T extends object>(
	answer: APIResponse<unknown> | null | undefined,
	status: number,
	expected: abstract new (...given: never[]) => T,
): T {
	assert.equal(answer?.getStatusCode(), status);
	return instance(answer.getObject(), expected);
}

/** @throws AssertionError when the value is of another of the SDK's classes */
export function instance<T extends object>(
	value: unknown,
	expected: abstract new (...given: never[]) => T,
): T {
	const name = (value as object | null)?.constructor?.name ?? String(value);
	assert.ok(value instanceof expected, `The SDK read ${name} where ${expected.name} was due`);
	return value;
}
