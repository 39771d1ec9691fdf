import type { SwitchDeclaration } from './switches';

/** Undocumented behaviour of the list of APIs. */
export const apisSwitches = {
	apisListOnlyGranted: {
		default: false,
		why: 'The page lists "available" APIs; whether the scopes of the token narrow the list is not said.',
	},
} satisfies Record<string, SwitchDeclaration>;
