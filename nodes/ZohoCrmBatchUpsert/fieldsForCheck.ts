import type { FieldMeta } from '../shared/core/fieldMeta';
import type { NotWritten } from '../shared/core/outcome';
import type { Row } from '../shared/core/row';
import { namesUnknownField } from '../shared/core/rowCheck';
import { fieldsIn } from '../shared/zoho/settings';
import { fieldsOf, keptOf, metadataOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import type { Parameters } from './readParameters';

/** A field made in Zoho after the metadata was read is not unknown; younger metadata is believed. */
const BELIEVED_MS = 5 * 60_000;

/** Whether the options cannot work without the module's fields, so that they are read when they are not cached. */
export const needsFields = ({ operation, options }: Parameters): boolean =>
	operation !== 'delete' &&
	(options.check === 'always' ||
		options.resolve.length > 0 ||
		(options.splitText && options.check !== 'never'));

/**
 * The fields of the rows of those subforms that the rows hold, as far as they are cached: checking them costs nothing.
 * @returns by the subform's field
 */
export async function subformFields(
	session: Session,
	fields: readonly FieldMeta[] | null,
	rows: ReadonlyArray<Row | NotWritten>,
): Promise<Map<string, Map<string, FieldMeta>>> {
	const known = new Map<string, Map<string, FieldMeta>>();
	for (const { apiName, dataType, module } of fields ?? []) {
		if (dataType !== 'subform' || module === null) continue;
		if (!rows.some((row) => 'record' in row && row.record[apiName] !== undefined)) continue;
		const cells = await fieldsOf(session, module, false);
		if (cells) known.set(apiName, new Map(cells.map((cell) => [cell.apiName, cell])));
	}
	return known;
}

/**
 * The module's fields as far as the option allows: cached for nothing, or fetched for a credit. Where rows are
 * never checked they still tell which fields Zoho keeps unique. Before a row is refused for (or stripped of) a
 * field that older metadata does not know, the fields are read once more, for a credit (public report R70).
 */
export async function fieldsForCheck(
	session: Session,
	parameters: Parameters,
	rows: ReadonlyArray<Row | NotWritten>,
): Promise<FieldMeta[] | null> {
	const { module, operation, options } = parameters;
	const fields = await fieldsOf(session, module, needsFields(parameters) && !options.dryRun);
	const checks = options.check !== 'never' && operation !== 'delete' && operation !== 'massUpdate';
	if (!fields || !checks || options.dryRun) return fields;
	const byName = new Map(fields.map((field) => [field.apiName, field]));
	const doubted = rows.some((row) => 'record' in row && namesUnknownField(row.record, byName));
	if (!doubted || (await keptOf(session, { kind: 'fields', module }, BELIEVED_MS))) return fields;
	const [entry] = await metadataOf(session, [{ kind: 'fields', module }], {
		maxAgeMs: BELIEVED_MS,
	});
	return entry.kind === 'list' ? fieldsIn({ fields: entry.list }) : fields;
}
