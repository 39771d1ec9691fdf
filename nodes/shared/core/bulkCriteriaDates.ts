import type { Criteria } from './bulkCriteria';
import type { ExportField } from './exportColumns';
import { zohoDate, zohoDateTime } from './zohoDates';

/**
 * The same criteria with days and times in Zoho's form: what an expression makes of `$now` comes with milliseconds, and
 * with a time where a date field has none. Text that is neither stays as it is.
 * @param zone of times that say none
 */
export function withZohoDates(
	criteria: Criteria,
	fields: readonly ExportField[],
	zone: string,
): Criteria {
	if ('group' in criteria)
		return { ...criteria, group: criteria.group.map((one) => withZohoDates(one, fields, zone)) };
	const type = fields.find(({ apiName }) => apiName === criteria.field.api_name)?.dataType;
	if (type !== 'date' && type !== 'datetime') return criteria;
	const print = type === 'date' ? zohoDate : zohoDateTime;
	const dated = (value: unknown) => print(value, zone) ?? value;
	const { value } = criteria;
	return { ...criteria, value: Array.isArray(value) ? value.map(dated) : dated(value) };
}
