import type { SwitchDeclaration } from './switches';

/** Undocumented behaviour of converted leads and of records in a blueprint. */
export const leadSwitches = {
	convertDetailsFromVersion: {
		default: 5,
		why: 'Newer pages answer a conversion with code and details, those of v2.1 with bare ids; the first version is not named.',
	},
	blueprintGuardsField: {
		default: true,
		why: 'RECORD_IN_BLUEPRINT is an error of record writes in the OpenAPI files; that it means the field of the blueprint is our reading.',
	},
} satisfies Record<string, SwitchDeclaration>;
