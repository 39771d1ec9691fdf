import { notExternal } from '../shared/core/externalIds';
import type { FieldMeta } from '../shared/core/fieldMeta';
import { systemDuplicateField } from '../shared/core/modules';
import { nearestName } from '../shared/core/nearestName';
import { ZohoStop } from '../shared/zoho/stop';
import type { Parameters } from './readParameters';

/**
 * Zoho matches by the module's own duplicate field and by fields marked as unique, and by no other
 * (https://www.zoho.com/crm/developer/docs/api/v7/upsert-records.html, "duplicate_check_fields").
 * @param fields the module's metadata as far as it is known; null: Zoho will say
 * @throws ZohoStop `refused`, before a credit is spent
 */
export function checkMatchingFields(
	{ module, matchingFields, options }: Parameters,
	fields: FieldMeta[] | null,
): void {
	if (fields === null || options.check === 'never') return;
	const system = systemDuplicateField(module);
	for (const name of matchingFields) {
		const field = fields.find(({ apiName }) => apiName === name);
		if (field?.unique || field?.external || name === system) continue;
		const can = [system, ...fields.filter(({ unique }) => unique).map(({ apiName }) => apiName)];
		const near = nearestName(name, [...new Set([...can, ...fields.map((each) => each.apiName)])]);
		throw field
			? new ZohoStop(
					'refused',
					`Zoho does not match ${module} by ${name}, the field under 'Matching Fields'`,
					`It matches by ${[...new Set(can)].join(', ')}. To match by ${name}, mark it as unique in Zoho CRM first.`,
				)
			: new ZohoStop(
					'refused',
					`${module} has no field ${name}, the one under 'Matching Fields'`,
					near ? `Did you mean ${near}?` : 'Choose one from the list.',
				);
	}
}

/** @throws ZohoStop `refused` when metadata show that the External ID field is none, before a credit is spent */
export function checkExternalField(
	{ module, operation, options }: Parameters,
	fields: FieldMeta[] | null,
): void {
	const isUsed = operation === 'update' || operation === 'delete' || operation === 'upsert';
	if (!isUsed || fields === null || options.check === 'never' || options.externalId === '') return;
	const wrong = notExternal(module, options.externalId, fields);
	if (wrong)
		throw new ZohoStop('refused', `${wrong.message}, the one under 'External ID Field'`, wrong.fix);
}
