import { chunk } from 'lodash';
import type { Callback } from './callbacks';
import type { Channel } from './channels';
import type { RecordEvent } from './recordEvents';

interface Told {
	id: string;
	fields: string[];
	values: Record<string, unknown>;
}

interface Group {
	channel: Channel;
	module: string;
	operation: RecordEvent['operation'];
	/** By record id: a record changed twice in one call is told once. */
	records: Map<string, Told>;
}

/** A token and a record that no org has: what a forged notification says. */
const FORGED = {
	token: 'not the token of this channel',
	ids: ['9999999000000000001'],
	affected_fields: [],
	affected_values: undefined,
};

/** The changes of one call, on their way to channels: one group per channel, module and operation. */
export class NotificationBatch {
	private readonly groups = new Map<string, Group>();

	/**
	 * @param origin where the org's API paths begin, for `resource_uri`
	 * @param serverTime milliseconds of the change
	 */
	constructor(
		private readonly origin: string,
		private readonly serverTime: number,
	) {}

	add(channel: Channel, module: string, operation: Group['operation'], told: Told) {
		const key = [channel.userId, channel.id, module, operation].join('/');
		const group = this.groups.get(key) ?? { channel, module, operation, records: new Map() };
		this.groups.set(key, group);
		const before = group.records.get(told.id);
		group.records.set(told.id, {
			id: told.id,
			fields: [...new Set([...(before?.fields ?? []), ...told.fields])],
			values: { ...before?.values, ...told.values },
		});
	}

	/** The callbacks of all groups, with at most so many ids in each. */
	callbacks(idsPerCall: number): Callback[] {
		return [...this.groups.values()].flatMap((group) =>
			chunk([...group.records.values()], idsPerCall).map((told) => {
				const body = this.bodyOf(group, told);
				return {
					name: 'callback.notification' as const,
					url: group.channel.notifyUrl,
					body,
					forgedBody: { ...body, ...FORGED },
				};
			}),
		);
	}

	/** As https://www.zoho.com/crm/developer/docs/api/v7/notifications/overview.html prints it. */
	private bodyOf({ channel, module, operation }: Group, told: Told[]) {
		const edited = told.filter(({ fields }) => fields.length > 0);
		const affectedValues = edited.map(({ id, values }) => ({ record_id: id, values }));
		return {
			server_time: this.serverTime,
			...(operation === 'update' && channel.fieldValues && { affected_values: affectedValues }),
			query_params: Object.fromEntries(new URL(channel.notifyUrl).searchParams),
			module,
			resource_uri: `${this.origin}/crm/v2/${module}`,
			ids: told.map(({ id }) => id),
			affected_fields: edited.map(({ id, fields }) => ({ [id]: fields })),
			operation,
			channel_id: channel.id,
			token: channel.token,
		};
	}
}
