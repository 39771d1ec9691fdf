import { IDS_PER_MASS_UPDATE } from '../shared/core/limits';
import type { NotWritten } from '../shared/core/outcome';
import type { Row } from '../shared/core/row';
import type { WritePlan } from '../shared/core/writePlan';
import { keylessRows, planWrites } from '../shared/core/writePlan';
import type { Prepared } from './prepare';
import { standsForId } from './prepare';
import type { Parameters } from './readParameters';

/** The calls for rows that have no outcome yet. */
export function planRun(
	rows: readonly Row[],
	prepared: Prepared,
	{ operation, options }: Parameters,
): WritePlan {
	const byKey = operation === 'upsert';
	return planWrites(rows, {
		...keyRules(prepared, { operation, options }),
		sameCase: standsForId({ operation, options }),
		sameKey: byKey || operation === 'update' ? options.sameKey : 'firstWins',
		batchSize: rowsPerCall(rows, { operation, options }),
	});
}

/** Rows that no plan sends: they have no key. */
export const rowsWithoutKey = (
	rows: readonly Row[],
	prepared: Prepared,
	parameters: Parameters,
): Map<number, NotWritten> => keylessRows(rows, keyRules(prepared, parameters));

const keyRules = (
	{ keyFields }: Prepared,
	{ operation, options }: Pick<Parameters, 'operation' | 'options'>,
) => ({
	keyFields: operation === 'upsert' || standsForId({ operation, options }) ? keyFields : [],
	keepApart: operation !== 'insert',
	emptyKey: operation === 'upsert' ? options.emptyKey : ('insert' as const),
});

/** Characters of a list of values in an address: Zoho states no limit, most servers take 8,000 in all. */
const CHARACTERS_IN_URL = 6000;

function rowsPerCall(
	rows: readonly Row[],
	{ operation, options }: Pick<Parameters, 'operation' | 'options'>,
): number {
	const { batchSize, externalId } = options;
	if (operation === 'massUpdate') return IDS_PER_MASS_UPDATE;
	if (operation !== 'delete' || externalId === '') return batchSize;
	const lengths = rows.map(
		({ record }) => encodeURIComponent(`${String(record[externalId])},`).length,
	);
	const fitting = Math.floor(CHARACTERS_IN_URL / lengths.reduce((a, b) => Math.max(a, b), 1));
	return Math.max(1, Math.min(batchSize, fitting));
}
