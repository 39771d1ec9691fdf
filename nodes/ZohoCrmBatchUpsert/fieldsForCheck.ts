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

/**
 * The module's fields as far as the option allows: cached for nothing, or fetched for a credit. Where rows are
 * never checked they still tell which fields Zoho keeps unique. Before a row is refused for (or stripped of) a
 * field that older metadata does not know, the fields are read once more, for a credit (public report R70).
 */
export async function fieldsForCheck(
	session: Session,
	{ module, operation, options }: Parameters,
	rows: ReadonlyArray<Row | NotWritten>,
): Promise<FieldMeta[] | null> {
	const fields = await fieldsOf(session, module, options.check === 'always' && !options.dryRun);
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
