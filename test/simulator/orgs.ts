import type { Edition, Environment, Org } from './org';
import { hire, STAFF, standardProfiles, standardRoles } from './people';
import type { Person } from './people';
import { standardModules } from './schemaBuild';
import type { Switches } from './switches';

/** An org as a seed or `POST /_sim/org` names it. */
export interface OrgSettings {
	/** Default `us`. */
	dataCenter?: string;
	/** Default `production`. */
	environment?: Environment;
	companyName?: string;
	/** Default `enterprise`. */
	edition?: Edition;
	/** User licences; default 10. */
	users?: number;
	addOnCredits?: number;
	/** Credits in 24 h in place of the edition's formula. */
	allowance?: number;
	/** Default `USD`, `America/Los_Angeles`. */
	currency?: string;
	timeZone?: string;
	/** Default: an administrator, two sellers, one disabled, one not confirmed. */
	staff?: Person[];
}

/** All orgs of the simulator; at most one per data centre and environment. */
export class Orgs {
	private list: Org[] = [];

	constructor(
		private readonly switches: Switches,
		private readonly defaults: OrgSettings,
		private readonly now: () => number,
	) {}

	all(): readonly Org[] {
		return this.list;
	}

	clear() {
		this.list = [];
	}

	/** The org there; made with the defaults when there is none. */
	at(dataCenter: string, environment: Environment): Org {
		return this.find(dataCenter, environment) ?? this.set({ dataCenter, environment });
	}

	find(dataCenter: string, environment: Environment): Org | undefined {
		return this.list.find((org) => org.dataCenter === dataCenter && org.type === environment);
	}

	/** Makes the org of `settings`, or changes the one that is there. Staff is hired in a new org only. */
	set(settings: OrgSettings): Org {
		const { dataCenter = 'us', environment = 'production' } = settings;
		const known = this.find(dataCenter, environment);
		const org = known ?? this.create(dataCenter, environment);
		const wanted = known ? settings : { ...this.defaults, ...settings };
		change(org, wanted);
		if (!known) (wanted.staff ?? STAFF).forEach((person) => hire(org, person, this.now()));
		return org;
	}

	private create(dataCenter: string, environment: Environment): Org {
		const number = this.list.length + 1;
		const newId = idsOf(number);
		const org: Org = {
			id: newId(),
			zgid: String(700_000_000 + number),
			type: environment,
			dataCenter,
			companyName: `Example Company ${number}`,
			edition: 'enterprise',
			licences: 10,
			addOnCredits: 0,
			allowanceOverride: undefined,
			currency: 'USD',
			timeZone: 'America/Los_Angeles',
			createdAt: this.now(),
			switches: this.switches,
			modules: standardModules(newId),
			users: [],
			profiles: standardProfiles(newId),
			roles: standardRoles(newId),
			newId,
		};
		this.list.push(org);
		return org;
	}
}

function change(org: Org, settings: OrgSettings) {
	org.companyName = settings.companyName ?? org.companyName;
	org.edition = settings.edition ?? org.edition;
	org.licences = settings.users ?? org.licences;
	org.addOnCredits = settings.addOnCredits ?? org.addOnCredits;
	org.allowanceOverride = settings.allowance ?? org.allowanceOverride;
	org.currency = settings.currency ?? org.currency;
	org.timeZone = settings.timeZone ?? org.timeZone;
}

/** Ids as Zoho's look: seven digits of the org, twelve of the record (`5725767000000411001`). */
function idsOf(number: number): () => string {
	let last = 100_000;
	return () => {
		last += 1;
		return `${5_725_766 + number}${String(last).padStart(12, '0')}`;
	};
}
