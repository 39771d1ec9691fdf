import type { FieldMeta } from '../shared/core/fieldMeta';
import { provesStale } from '../shared/core/metadataStale';
import type { Row } from '../shared/core/row';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { forgetMetadata } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';

/**
 * Forgets the module's cached metadata when Zoho's answer to a row shows that it is out of date (public
 * report R71): the next run that asks for it reads anew.
 * @param sent rows that went out; our own refusals prove nothing
 */
export async function dropStale(
	session: Session,
	module: string,
	fields: FieldMeta[] | null,
	sent: readonly Row[],
	result: BatchResult,
): Promise<void> {
	if (fields === null) return;
	const byName = new Map(fields.map((field) => [field.apiName, field]));
	const isStale = sent.some(({ index }) => {
		const outcome = result.outcomes.get(index);
		return outcome?.outcome === 'refused' && provesStale(outcome, byName);
	});
	if (isStale) await forgetMetadata(session, module);
}
