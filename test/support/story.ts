import type { IDataObject, INode, INodeParameters, INodeType, IRun } from 'n8n-workflow';
import { clientPace } from '../../nodes/shared/zoho/session';
import { startSimulator } from '../simulator/main';
import type { TokenRequest } from '../simulator/seed';
import type { ZohoOptions } from '../simulator/zoho';
import { createEngine } from './engine';
import type { StoredCredential } from './credentialStore';
import { itemsOf } from './results';
import { chain } from './workflow';
import { credentialFor } from './zohoCredential';

/** Pauses of the client become this many times shorter, so that a story about back-off ends soon. */
const HASTE = 50;

/** A simulated Zoho, a connected credential and n8n's engine with our nodes. */
export type Story = Awaited<ReturnType<typeof openStory>>;

export interface StoryOptions extends ZohoOptions {
	nodes: INodeType[];
	token?: TokenRequest;
	credential?: IDataObject;
	/** Leave the client's pauses as they are. */
	patient?: boolean;
}

let stories = 0;

export async function openStory({ nodes, token, credential, patient, ...options }: StoryOptions) {
	const simulator = await startSimulator(options);
	const { zoho, origin } = simulator;
	const sleep = clientPace.sleep;
	if (!patient) clientPace.sleep = async (ms) => await sleep(ms / HASTE);
	const base = baseOf(origin, token);
	/** Each story has its own credential id: the memory store is one for the whole process. */
	const connect = (
		overrides: IDataObject = {},
		request: TokenRequest = token ?? {},
	): StoredCredential =>
		credentialFor(base, {
			id: `story-${process.pid}-${++stories}`,
			clientId: '1000.SIMULATOR',
			clientSecret: 'simulator-secret',
			oauthTokenData: { ...zoho.issueToken(request, origin) },
			...overrides,
		});
	const stored = connect(credential);
	const engine = createEngine({ nodes, credentials: [stored] });
	return {
		...simulator,
		engine,
		credential: stored,
		connect,
		/** Runs one node on these items. */
		async run(
			type: string,
			items: IDataObject[],
			parameters: INodeParameters,
			settings: Partial<INode> = {},
		): Promise<IRun> {
			return await engine.run(chain(items, { type, parameters, settings }));
		},
		async close() {
			clientPace.sleep = sleep;
			await simulator.close();
		},
	};
}

function baseOf(origin: string, { dataCenter, environment }: TokenRequest = {}): string {
	const parts = [dataCenter, environment].filter(
		(part) => part && part !== 'us' && part !== 'production',
	);
	return [origin, ...parts].join('/');
}

interface Credits {
	cost: number;
	run?: { cost: number; calls: number; uncertain: number; [key: string]: unknown };
}

/** `credits` of every item on both outputs of a node. */
export const creditsOf = (run: IRun, node: string): Credits[] =>
	[0, 1].flatMap((output) =>
		itemsOf(run, node, output).map(({ json }) => json.credits as unknown as Credits),
	);

export const costOf = (run: IRun, node: string): number =>
	creditsOf(run, node).reduce((sum, { cost }) => sum + cost, 0);
