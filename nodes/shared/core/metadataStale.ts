import type { FieldMeta } from './fieldMeta';
import { isFieldName } from './fieldMeta';
import { fieldOf } from './batchOutcome';

/**
 * Whether Zoho's refusal of a row shows that the kept fields of the module are out of date: it speaks of a
 * field they do not have, or asks of one what they do not say (public report R71). A plainly wrong value does not.
 */
export function provesStale(
	refusal: { code: string; details: Record<string, unknown> },
	fields: ReadonlyMap<string, Pick<FieldMeta, 'dataType' | 'length' | 'mandatory'>>,
): boolean {
	if (refusal.code === 'INVALID_MODULE') return true;
	const name = fieldOf(refusal.details);
	if (name === null) return false;
	const field = fields.get(name);
	if (!field) return isFieldName(name);
	// The fault lies in a row of it, whose fields are another module's.
	if (field.dataType === 'subform') return false;
	if (refusal.code === 'MANDATORY_NOT_FOUND') return !field.mandatory;
	const { maximum_length: longest } = refusal.details;
	return typeof longest === 'number' && field.length !== null && longest !== field.length;
}

/** A module of Zoho's list, as far as it tells when it was changed. */
export interface DatedModule {
	apiName: string;
	/** Epoch ms; null for modules nobody ever changed. */
	modifiedAt: number | null;
}

/**
 * Modules of a fresh list that were changed after what is kept of them was read, or in the same second: Zoho's
 * times have no smaller part.
 * @param keptAt when a module's oldest entry was read, by Zoho's clock (epoch ms); null when nothing is kept
 */
export const movedModules = (
	modules: readonly DatedModule[],
	keptAt: (module: string) => number | null,
): string[] =>
	modules
		.filter(({ apiName, modifiedAt }) => {
			const at = keptAt(apiName);
			return at !== null && modifiedAt !== null && modifiedAt >= Math.floor(at / 1000) * 1000;
		})
		.map(({ apiName }) => apiName);
