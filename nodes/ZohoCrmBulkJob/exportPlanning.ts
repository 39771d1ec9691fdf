import { criteriaFault } from '../shared/core/bulkCriteria';
import { withZohoDates } from '../shared/core/bulkCriteriaDates';
import { coqlWhereOf } from '../shared/core/bulkCriteriaQuery';
import type { ExportColumn, ExportField } from '../shared/core/exportColumns';
import { COLUMNS_PER_EXPORT, exportColumns, exportableNames } from '../shared/core/exportColumns';
import type { ExportChoice } from '../shared/core/exportPlan';
import { chooseExport, queryFault } from '../shared/core/exportPlan';
import { unknownFieldIn } from '../shared/core/readFields';
import { exportFieldsOf, fieldsBeyond } from '../shared/zoho/bulkReadFields';
import { countAll, countByQuery } from '../shared/zoho/countRecords';
import type { Session } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import type { ExportWish } from './exportWish';

/** How an export will be done. */
export interface ExportPlan {
	wish: ExportWish;
	columns: ExportColumn[];
	/** For a query; null where none means the same. */
	where: string | null;
	/** Null when nothing could count the records. */
	counted: number | null;
	choice: ExportChoice;
}

/**
 * Finds the columns, counts the records and chooses the way. Spends the credits of overhead only: the fields where they
 * are not cached, and the count.
 * @throws ZohoStop, also for fields and criteria that are known to be refused: what was spent by then is reported
 */
export async function planExport(session: Session, asked: ExportWish): Promise<ExportPlan> {
	const fields = await exportFieldsOf(session, asked.module);
	const zone = session.ctx.getTimezone();
	const wish: ExportWish = asked.criteria
		? { ...asked, criteria: withZohoDates(asked.criteria, fields, zone) }
		: asked;
	const columns = await columnsOf(session, wish, fields);
	if (wish.criteria) {
		const fault = criteriaFault(wish.criteria, fields);
		if (fault) throw new ZohoStop('refused', fault.message, `${fault.fix} No job was created.`);
	}
	const query = coqlWhereOf(wish.criteria, fields);
	const where = 'where' in query ? query.where : null;
	const unsaid = 'reason' in query ? query.reason : queryFault(columns);
	if (wish.route === 'coql' && unsaid !== null) throw noSuchRoute(unsaid);
	const { counted, refused } = await count(session, wish, where);
	if (wish.route === 'coql' && refused !== null) throw noSuchRoute(refused);
	const noQuery = unsaid ?? refused;
	return {
		wish,
		columns,
		where,
		counted,
		choice: chooseExport(counted, wish.route, noQuery, session.prices),
	};
}

async function columnsOf(
	session: Session,
	{ module, fields: chosen, lookupNames }: ExportWish,
	fields: readonly ExportField[],
): Promise<ExportColumn[]> {
	const fault = columnFault(chosen, fields);
	if (fault) {
		throw new ZohoStop(
			'refused',
			`'Field Names or IDs': ${module} ${fault}`,
			'No job was created. If the field is new in Zoho CRM, let the node Cached Metadata read the fields anew (Refresh).',
		);
	}
	const paths = chosen.length > 0 ? chosen : exportableNames(fields);
	const beyond = await fieldsBeyond(session, paths, fields);
	const { columns, nameless } = exportColumns(paths, fields, beyond, lookupNames);
	if (lookupNames && nameless.length > 0) {
		session.notices.push(
			`A job reaches through five lookups: ${nameless.join(', ')} come as IDs, without the name.`,
		);
	}
	return columns;
}

function columnFault(
	chosen: readonly string[],
	fields: readonly ExportField[],
): string | undefined {
	const unknown = unknownFieldIn(chosen, fields);
	if (unknown) {
		const hint = unknown.nearest ? ` Did you mean ${unknown.nearest}?` : '';
		return `has no field ${unknown.name}.${hint}`;
	}
	if (chosen.length < COLUMNS_PER_EXPORT) return undefined;
	return `gives ${COLUMNS_PER_EXPORT - 1} fields and the ID in one export, and these are ${chosen.length}`;
}

const noSuchRoute = (why: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`'Route' COQL cannot be gone: ${why}`,
		"Set 'Route' to Cheapest or Bulk Read.",
	);

/** Where a query may not be asked, the records of the whole module are counted in another way. */
async function count(
	session: Session,
	{ module, criteria, viewId }: ExportWish,
	where: string | null,
): Promise<{ counted: number | null; refused: string | null }> {
	let refused: string | null = null;
	if (where !== null) {
		try {
			const from = viewId === undefined ? module : `${module}#${viewId}`;
			return { counted: await countByQuery(session, from, where), refused };
		} catch (error) {
			if (!(error instanceof ZohoStop) || !REFUSED.has(error.reason)) throw passOn(error);
			refused = error.message;
		}
	}
	const whole = criteria === undefined && viewId === undefined;
	return { counted: whole ? await countAll(session, module) : null, refused };
}

/** The module is none of COQL's, or the login may not query. */
const REFUSED = new Set(['refused', 'scope']);
