import { dispatch } from './admission';
import { allRoutes } from './areas';
import { Callbacks } from './callbacks';
import type { Deliver } from './callbacks';
import { liveChannels, loseChannels, type Channel } from './channels';
import { realClock } from './clock';
import type { Clock } from './clock';
import { Concurrency } from './concurrency';
import type { AccountsServer, ConsentDecision } from './consent';
import { control } from './control';
import { exchange } from './exchange';
import { FaultList } from './faultList';
import type { ApiServer } from './gateway';
import { issueToken } from './issueToken';
import { CallLog } from './log';
import { Meter } from './meter';
import type { Edition, Environment, Org } from './org';
import { Orgs } from './orgs';
import type { OrgSettings } from './orgs';
import { changePrice, type PriceChange } from './prices';
import type { SimCall, SimReply } from './route';
import { SIMULATOR_CLIENT } from './seed';
import type { IssuedToken, Seed, Sown, TokenRequest } from './seed';
import { sow } from './sow';
import { subRequest } from './subRequest';
import { defaultSwitches, setSwitches } from './switches';
import type { Switches } from './switches';
import { TokenStore } from './tokens';

export interface ZohoOptions {
	/** Default: the machine's clock. `manualClock(start)` stands still until advanced. */
	clock?: Clock;
	seed?: Seed;
	/** Of every org that says nothing else; default `enterprise` with 10 licences. */
	edition?: Edition;
	users?: number;
	/** Real milliseconds that each API call takes; default 0. */
	latencyMs?: number;
	switches?: Partial<Switches>;
	/** Where the simulator is reached, for tokens issued without a request; default `http://zoho.test`. */
	origin?: string;
	/** How Zoho's own calls reach their receivers; default: `fetch`. */
	deliver?: Deliver;
}

/** A whole Zoho: the accounts servers and CRM orgs of all data centres, with the controls of a test. */
export class Zoho {
	readonly clock: Clock;
	readonly meter = new Meter();
	readonly log = new CallLog();
	readonly faults = new FaultList();
	readonly switches = defaultSwitches();
	readonly orgs: Orgs;
	/** Every endpoint of the API; a test may add its own. */
	readonly routes = allRoutes(
		(call, index) => subRequest(this.api, this.faults, call, index),
		this,
	);
	/** The calls that Zoho itself makes. */
	readonly callbacks: Callbacks;
	origin: string;
	private readonly api: ApiServer;
	private readonly accounts: AccountsServer;

	constructor(private readonly options: ZohoOptions) {
		const { switches, meter } = this;
		const clock = options.clock ?? realClock();
		const tokens = new TokenStore(clock, switches);
		this.clock = clock;
		this.origin = options.origin ?? 'http://zoho.test';
		this.callbacks = new Callbacks(this, options.deliver ?? ((request) => fetch(request)));
		this.orgs = new Orgs(switches, options, clock.now);
		this.api = {
			routes: this.routes,
			tokens,
			meter,
			clock,
			switches,
			concurrency: new Concurrency(),
			latencyMs: 0,
		};
		this.accounts = {
			tokens,
			clock,
			switches,
			decision: {},
			org: (dataCenter, environment) => this.orgs.at(dataCenter, environment),
		};
		this.reset();
	}

	/** Answers a request to Zoho or to `/_sim/…`. @throws ConnectionReset where a fault cuts the connection. */
	handle = async (request: Request): Promise<Response> => {
		if (new URL(request.url).pathname.startsWith('/_sim/')) return control(this, request);
		const { api, accounts, faults, log } = this;
		return exchange({ api, accounts, faults, log }, request);
	};

	/** A call inside another, for areas: scope and a heavy place are needed, credits are not. */
	dispatch = async (call: SimCall): Promise<SimReply> => dispatch(this.api, call);

	org(dataCenter = 'us', environment: Environment = 'production'): Org {
		return this.orgs.at(dataCenter, environment);
	}

	/** Makes or changes the org of a data centre and environment. */
	setOrg(settings: OrgSettings & { usedCredits?: number }): Org {
		const org = this.orgs.set(settings);
		const used = settings.usedCredits;
		if (used !== undefined) this.meter.setUsed(org, used, this.clock.now());
		return org;
	}

	/**
	 * Changes what calls of one route name cost in an org, in the meter and in `GET __apis`; undefined changes it back.
	 * @throws Error naming the call that does not exist or the price that is none.
	 */
	setPrice(org: Org, name: string, change: PriceChange | undefined) {
		if (!this.routes.some((route) => route.name === name)) {
			throw new Error(`There is no call ${name}`);
		}
		changePrice(org, name, change);
	}

	/** Live notification channels of an org, whoever's they are. */
	channels(org = this.org()): Channel[] {
		return liveChannels(org, this.clock.now());
	}

	/** Loses a channel behind its owner's back. @throws Error when there is none. */
	loseChannel(id: string, org = this.org()) {
		if (loseChannels(org, id) === 0) throw new Error(`There is no channel ${id}`);
	}

	/** Tokens as if a user had consented. @throws Error when the org has no such user. */
	issueToken(request: TokenRequest = {}, origin = this.origin): IssuedToken {
		return issueToken(this.accounts, request, origin);
	}

	/** Ends one access token, or all, now. */
	expireTokens(accessToken?: string) {
		this.api.tokens.expire(accessToken);
	}

	/** What the person in front of the consent page will do from now on. */
	decide(decision: ConsentDecision) {
		this.accounts.decision = decision;
	}

	/** @throws Error naming an unknown switch or a value that it does not take. */
	setSwitches(wanted: Record<string, unknown>) {
		setSwitches(this.switches, wanted);
	}

	setLatency(milliseconds: number) {
		this.api.latencyMs = milliseconds;
	}

	/** Adds to what is there. @throws Error naming the record that is refused. */
	seed(seed: Seed, origin = this.origin): Sown {
		this.setSwitches(seed.switches ?? {});
		for (const client of seed.clients ?? []) this.api.tokens.clients.set(client.id, client);
		const now = this.clock.now();
		const ids = (seed.orgs ?? []).map((sown) => sow(this.setOrg(sown), sown, now));
		const tokens = (seed.tokens ?? []).map((request) => this.issueToken(request, origin));
		return { tokens, ids };
	}

	/** Back to the options it was made with; the clock keeps its time. */
	reset() {
		this.clock.clear();
		const { api, orgs, log, faults, callbacks } = this;
		for (const memory of [api.tokens, orgs, log, faults, callbacks]) memory.clear();
		this.meter.reset();
		this.accounts.decision = {};
		this.api.latencyMs = this.options.latencyMs ?? 0;
		this.setSwitches({ ...defaultSwitches(), ...this.options.switches });
		this.seed({ clients: [SIMULATOR_CLIENT], orgs: [{}] });
		this.seed(this.options.seed ?? {});
	}
}

export function createZoho(options: ZohoOptions = {}): Zoho {
	return new Zoho(options);
}
