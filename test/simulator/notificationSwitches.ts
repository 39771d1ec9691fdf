import type { SwitchDeclaration } from './switches';

/** Undocumented or twice-documented behaviour of notification channels. */
export const notificationSwitches = {
	notificationDelaySeconds: {
		default: 1,
		why: 'How long after a change its notification is sent is not documented.',
	},
	notificationIdsPerCall: {
		default: 100,
		why: 'The ids of one callback are an array; how many it may hold is not documented. Records of one call, module and operation go together.',
	},
	watchMixedStatus: {
		default: 207,
		options: [207, 202],
		why: 'Some channels taken, some refused: 202 in the OpenAPI files of June 2025, 207 in the newer ones.',
	},
	channelIdForm: {
		default: 'long' as 'long' | 'text',
		options: ['long', 'text'],
		why: 'The pages call channel_id a long, the newer OpenAPI a text of up to 64 characters.',
	},
	pastChannelExpiry: {
		default: 'refused' as 'refused' | 'oneHour',
		options: ['refused', 'oneHour'],
		why: 'An expiry that is over already is not documented; one beyond the maximum becomes one hour without a word.',
	},
	enableKnownChannel: {
		default: 'replace' as 'replace' | 'add',
		options: ['replace', 'add'],
		why: 'Enabling a channel id that is in use renews it (Kaizen 170); whether events not named again stay is not said.',
	},
	patchEvents: {
		default: 'replace' as 'replace' | 'add',
		options: ['replace', 'add'],
		why: 'PATCH changes the details given and keeps the rest; whether events given are added to those there is not said.',
	},
	patchWithoutToken: {
		default: 'kept' as 'kept' | 'cleared',
		options: ['kept', 'cleared'],
		why: 'PATCH keeps what is left out; a client reports that a renewal without token set it to null.',
	},
	channelListNeedsId: {
		default: false,
		why: 'channel_id of the list is mandatory in the page, absent from its sample and optional in the OpenAPI files.',
	},
} satisfies Record<string, SwitchDeclaration>;
