import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { memoryState } from '../../nodes/shared/state/memory';
import type { SharedState } from '../../nodes/shared/state/sharedState';
import { CREDENTIAL_TYPE } from '../../nodes/shared/zoho/context';
import type { Session } from '../../nodes/shared/zoho/session';
import { openSession } from '../../nodes/shared/zoho/session';
import type { StoredCredential } from '../support/credentialStore';
import type { Execution } from '../support/engine';
import { createEngine } from '../support/engine';
import { chain } from '../support/workflow';
import { credentialFor } from '../support/zohoCredential';
import { startSimulator } from '../simulator/main';
import type { TokenRequest } from '../simulator/seed';
import type { ZohoOptions } from '../simulator/zoho';

export interface WorldOptions extends ZohoOptions {
	/** What the login may do and where; default all, in the production org of us. */
	token?: TokenRequest;
	/** Boxes of the credential. */
	credential?: IDataObject;
}

type Work = (ctx: IExecuteFunctions) => Promise<void>;
type SessionOptions = NonNullable<Parameters<typeof openSession>[1]>;

/** Pauses become this many times shorter. */
const HASTE = 100;

let worlds = 0;

/** A simulated Zoho behind a socket, a credential in n8n, and n8n's own contexts to call from. */
export class World {
	/** What the client waited between its calls, in ms of its own reckoning. */
	readonly pauses: number[] = [];
	/** The store of all sessions that name none. */
	readonly state: SharedState = memoryState();
	/** Where the API is, for this login. */
	readonly base: string;
	readonly credential: StoredCredential;
	private readonly works: Work[] = [];
	private readonly known: StoredCredential[] = [];
	private readonly engine = createEngine({
		nodes: [this.probe()],
		credentials: this.known,
	});

	constructor(
		private readonly simulator: Awaited<ReturnType<typeof startSimulator>>,
		{ token = {}, credential = {} }: WorldOptions,
	) {
		const place = [token.dataCenter, token.environment].filter(
			(part) => part && part !== 'us' && part !== 'production',
		);
		this.base = [simulator.origin, ...place].join('/');
		this.credential = this.connect(credential, token);
	}

	get zoho() {
		return this.simulator.zoho;
	}

	/** One more credential; the tokens are good unless given. */
	connect(overrides: IDataObject = {}, request: TokenRequest = {}): StoredCredential {
		const connected = credentialFor(this.base, {
			id: `world-${process.pid}-${++worlds}`,
			clientId: '1000.SIMULATOR',
			clientSecret: 'simulator-secret',
			oauthTokenData: { ...this.zoho.issueToken(request, this.simulator.origin) },
			...overrides,
		});
		this.known.push(connected);
		return connected;
	}

	/** A node run of its own. */
	async session(options: SessionOptions = {}, credential = this.credential): Promise<Session> {
		return await this.sessionIn(await this.context(credential), options);
	}

	async sessionIn(ctx: IExecuteFunctions, options: SessionOptions = {}): Promise<Session> {
		const sleep = async (ms: number) => {
			this.pauses.push(ms);
			await new Promise((resolve) => setTimeout(resolve, ms / HASTE));
		};
		return await openSession(ctx, {
			state: this.state,
			pace: { now: () => Date.now(), sleep },
			...options,
		});
	}

	/** What n8n hands to a node. */
	async context(credential = this.credential): Promise<IExecuteFunctions> {
		let context: IExecuteFunctions | undefined;
		await this.start(async (ctx) => {
			context = ctx;
		}, credential).finished;
		return context!;
	}

	/** An execution of one node that does `work`; it can be stopped. */
	start(work: Work, credential = this.credential): Execution {
		this.works.push(work);
		return this.engine.start(chain([{}], { type: 'probe', credential: credential.id }));
	}

	/** Requests to the token host so far. */
	tokenCalls(): number {
		return this.zoho.log.entries().filter(({ name }) => name === 'oauth.token').length;
	}

	/** Requests to the API so far, by route name. */
	calls(): string[] {
		return this.zoho.meter.entries.map(({ name }) => name);
	}

	timesCalled(name: string): number {
		return this.calls().filter((call) => call === name).length;
	}

	async close(): Promise<void> {
		await this.simulator.close();
	}

	private probe(): INodeType {
		const take = () => this.works.shift();
		return {
			description: {
				displayName: 'Probe',
				name: 'probe',
				group: [],
				version: 1,
				description: '',
				defaults: { name: 'probe' },
				inputs: [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				credentials: [{ name: CREDENTIAL_TYPE, required: true }],
				properties: [],
			},
			async execute() {
				await take()?.(this);
				return [this.getInputData()];
			},
		};
	}
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
	return new World(await startSimulator(options), options);
}
