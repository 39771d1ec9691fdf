import type { CsvType } from './csvTypes';
import { cellValue, csvTypeOf } from './csvTypes';
import type { FieldMeta } from './fieldMeta';
import { nameField } from './modules';
import { listableFields } from './readFields';

/** What an export has to know of a field beside what forms and checks read. */
export interface ExportField extends FieldMeta {
	/** `json_type`; null where Zoho does not say. */
	jsonType: string | null;
	/** The module a lookup points at; `users` for owners and other users; null for other fields. */
	linksTo: string | null;
}

/** A column of the file. Its name is what Zoho was asked for, and stands in the header: `Account_Name.Phone`. */
export interface ExportColumn {
	path: string;
	type: CsvType;
	/** The lookup whose record's name stands here, for `{ id, name }`; absent for a column that a person chose. */
	nameOf?: string;
}

/**
 * Columns of one job (limitations page of bulk read, as the AWS connector's documentation tells it:
 * https://docs.aws.amazon.com/glue/latest/dg/zoho-crm-connector-limitations.html): beyond it Zoho exports all fields.
 */
export const COLUMNS_PER_EXPORT = 200;

/** Lookups one job may reach through. JOIN_LIMIT_EXCEEDED has no documented figure: ours, to be on the safe side. */
export const JOINS_PER_EXPORT = 5;

/** The field that a lookup shows; of users the last name, as a query does (v7 page of COQL). */
const shownField = (module: string): string =>
	module === 'users' ? 'last_name' : nameField(module);

const joinOf = (path: string): string | undefined =>
	path.includes('.') ? path.slice(0, path.indexOf('.')) : undefined;

/** The fields that every route can export, in Zoho's order. */
export const exportableNames = (fields: readonly ExportField[]): string[] =>
	listableFields(fields).slice(0, COLUMNS_PER_EXPORT - 1);

/** Modules beyond lookups whose fields decide the types of chosen columns. */
export function modulesReached(paths: readonly string[], fields: readonly ExportField[]): string[] {
	const reached = paths.flatMap((path) => {
		const lookup = fields.find(({ apiName }) => apiName === joinOf(path));
		return lookup?.linksTo && lookup.linksTo !== 'users' ? [lookup.linksTo] : [];
	});
	return [...new Set(reached)];
}

/**
 * The columns of an export: `id`, the chosen fields, and the names of the records that lookups point at, as far as one
 * job reaches. The same by every route.
 * @param beyond fields of the modules that chosen paths reach into
 * @param names false: lookups give their ids only
 * @returns also the lookups that stay without a name
 */
export function exportColumns(
	chosen: readonly string[],
	fields: readonly ExportField[],
	beyond: ReadonlyMap<string, readonly ExportField[]> = new Map(),
	names = true,
): { columns: ExportColumn[]; nameless: string[] } {
	const paths = [...new Set(['id', ...chosen])];
	const joins = new Set(paths.flatMap((path) => joinOf(path) ?? []));
	const columns: ExportColumn[] = [];
	const nameless: string[] = [];
	for (const path of paths) {
		const column = { path, type: typeOf(path, fields, beyond) };
		columns.push(column);
		const linksTo = fields.find(({ apiName }) => apiName === path)?.linksTo;
		if (!names || column.type !== 'lookup' || !linksTo) continue;
		const name = `${path}.${shownField(linksTo)}`;
		const hasRoom = joins.has(path) || joins.size < JOINS_PER_EXPORT;
		if (!hasRoom) nameless.push(path);
		if (!hasRoom || paths.includes(name)) continue;
		joins.add(path);
		columns.push({ path: name, type: 'text', nameOf: path });
	}
	return { columns, nameless };
}

function typeOf(
	path: string,
	fields: readonly ExportField[],
	beyond: ReadonlyMap<string, readonly ExportField[]>,
): CsvType {
	const [first, second] = path.split('.');
	const field = fields.find(({ apiName }) => apiName === first);
	if (!field) return 'text';
	if (second === undefined) return csvTypeOf(field.dataType, field.jsonType);
	const inner = beyond.get(field.linksTo ?? '')?.find(({ apiName }) => apiName === second);
	return inner ? csvTypeOf(inner.dataType, inner.jsonType) : 'text';
}

/**
 * Makes items of cells, typed as a query gives them; a lookup becomes `{ id, name }`. Columns are found by the header,
 * as Zoho may order them in its own way.
 * @param header the first row of the file
 */
export function rowReader(
	columns: readonly ExportColumn[],
	header: readonly string[],
): (cells: readonly string[]) => Record<string, unknown> {
	const places = new Map(header.map((name, at) => [name, at]));
	const nameColumns = new Map(
		columns.flatMap(({ path, nameOf }) => (nameOf === undefined ? [] : [[nameOf, path]])),
	);
	const readers = header.flatMap((path, at) => {
		const column = columns.find((each) => each.path === path) ?? { path, type: 'text' as const };
		if (column.nameOf !== undefined) return [];
		const nameAt = places.get(nameColumns.get(path) ?? '');
		return [{ ...column, at, nameAt }];
	});
	return (cells) => {
		const row: Record<string, unknown> = {};
		for (const { path, type, at, nameAt } of readers) {
			const cell = cells[at] ?? '';
			if (type !== 'lookup' || cell === '') row[path] = cellValue(type, cell);
			else
				row[path] =
					nameAt === undefined
						? { id: cell }
						: { name: cellValue('text', cells[nameAt]), id: cell };
		}
		return row;
	};
}
