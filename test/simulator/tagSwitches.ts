import type { SwitchDeclaration } from './switches';

/** Undocumented or twice-documented behaviour of tags. */
export const tagSwitches = {
	tagManyPer: {
		default: 50,
		options: [50, 10],
		why: 'Tags on many records: 1 credit per 50 by the limits page (10 for 500), while GET __apis prints a maximum of 50 for them.',
	},
} satisfies Record<string, SwitchDeclaration>;
