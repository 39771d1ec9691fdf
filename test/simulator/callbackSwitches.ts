import type { SwitchDeclaration } from './switches';

/** Undocumented behaviour of the calls that Zoho makes itself, and of notification channels. */
export const callbackSwitches = {
	localCallbacks: {
		default: false,
		why: 'Zoho cannot call localhost or a private address: bulk jobs refuse it as INVALID_CALLBACK_URL, a notification to it is lost. On, both are served.',
	},
	callbackRetries: {
		default: 0,
		why: 'No page says that a callback is repeated when the receiver answers an error or nothing; repeats come a minute apart.',
	},
} satisfies Record<string, SwitchDeclaration>;
