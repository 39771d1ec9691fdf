import { apiOrigin, type Backstage } from './backstage';
import { modulesOf, type Channel } from './channels';
import type { Org } from './org';
import { recordError, type RecordError } from './recordErrors';
import { zohoTime } from './recordTime';
import { answer } from './replies';
import type { SimReply } from './route';
import { moduleNamed } from './schema';
import { conditionView } from './watchCondition';

export interface WatchSuccess {
	code: 'SUCCESS';
	details: Record<string, unknown>;
	message: string;
	status: 'success';
}

export type WatchResult = WatchSuccess | RecordError;

export function watchSuccess(message: string, details: Record<string, unknown>): WatchSuccess {
	return { code: 'SUCCESS', details, message, status: 'success' };
}

/** A channel that is not there: never enabled, expired, deleted, or another user's. */
export function notSubscribed(apiName: string, details: Record<string, unknown>): RecordError {
	const message = 'The given channel is not subscribed';
	return recordError('NOT_SUBSCRIBED', message, { api_name: apiName, ...details });
}

/** The module as answers and callbacks name it: `/crm/v2/…` whatever the version of the call. */
export function resourceUri(backstage: Pick<Backstage, 'origin'>, org: Org, apiName: string) {
	return `${apiOrigin(backstage, org)}/crm/v2/${apiName}`;
}

/** `details.events` of an answer: one entry per module, not per event. */
export function moduleEntries(
	backstage: Pick<Backstage, 'origin'>,
	org: Org,
	channel: Pick<Channel, 'id' | 'events' | 'expiry'>,
	withExpiry = true,
): Array<Record<string, unknown>> {
	return modulesOf(channel).map((module) => ({
		...(withExpiry && { channel_expiry: zohoTime(channel.expiry, org.timeZone) }),
		resource_uri: resourceUri(backstage, org, module),
		resource_id: moduleNamed(org.modules, module)?.schema.id ?? null,
		resource_name: module,
		channel_id: channel.id,
	}));
}

/** The list of channels: one entry per channel and module. The token is there for all to read. */
export function channelEntries(backstage: Pick<Backstage, 'origin'>, org: Org, channel: Channel) {
	return modulesOf(channel).map((module) => {
		const conditions = channel.conditions.filter((condition) => condition.module === module);
		return {
			notify_on_related_action: channel.relatedActions,
			channel_expiry: zohoTime(channel.expiry, org.timeZone),
			return_affected_field_values: channel.fieldValues,
			resource_uri: resourceUri(backstage, org, module),
			resource_id: moduleNamed(org.modules, module)?.schema.id ?? null,
			notify_url: channel.notifyUrl,
			resource_name: module,
			fields: null,
			notification_condition:
				conditions.length > 0 ? conditions.map((one) => conditionView(org, one)) : null,
			channel_id: channel.id,
			events: channel.events
				.filter((event) => event.module === module)
				.map(({ operation }) => `${module}.${operation}`),
			token: channel.token,
		};
	});
}

/** One element per entry of the request; the status tells whether all, some or none were taken. */
export function watchReply(org: Org, results: WatchResult[], whenAll: number): SimReply {
	const taken = results.filter(({ status }) => status === 'success').length;
	if (taken === results.length) return answer({ watch: results }, whenAll);
	if (taken > 0) return answer({ watch: results }, org.switches.watchMixedStatus);
	return { ...answer({ watch: results }, 400), accepted: false };
}
