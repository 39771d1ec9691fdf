import { IDS_PER_MASS_UPDATE } from '../shared/core/limits';
import type { Row } from '../shared/core/row';
import type { WritePlan } from '../shared/core/writePlan';
import { planWrites } from '../shared/core/writePlan';
import type { Prepared } from './prepare';
import { standsForId } from './prepare';
import type { Parameters } from './readParameters';

/** The calls for rows that have no outcome yet. */
export function planRun(
	rows: readonly Row[],
	{ keyFields }: Prepared,
	{ operation, options }: Parameters,
): WritePlan {
	const byKey = operation === 'upsert';
	const external = standsForId({ operation, options });
	return planWrites(rows, {
		keyFields: byKey || external ? keyFields : [],
		sameCase: external,
		keepApart: operation !== 'insert',
		sameKey: byKey || operation === 'update' ? options.sameKey : 'firstWins',
		emptyKey: byKey ? options.emptyKey : 'insert',
		batchSize: rowsPerCall(rows, { operation, options }),
	});
}

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
