import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';
import type { RowOutcome } from './bulkRowWrite';
import { cellOf, type RowFault } from './bulkRows';
import type { WritePlan } from './bulkWritePlan';

const COLUMNS_KEPT = 3;

/** `CODE-Header:CODE2-H1,H2`: columns with one fault together. */
function faultText(faults: RowFault[]): string {
	const byCode = new Map<string, string[]>();
	for (const { code, header } of faults) {
		byCode.set(code, [...(byCode.get(code) ?? []), header]);
	}
	return [...byCode].map(([code, headers]) => `${code}-${headers.join()}`).join(':');
}

/** Another order of 0 … count-1, always the same for one job. */
function shuffledIndexes(count: number, seed: string): number[] {
	let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
	const order = Array.from({ length: count }, (_, index) => index);
	for (let last = count - 1; last > 0; last -= 1) {
		// Numerical Recipes' generator: enough to lose the order of the file.
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const other = Math.floor((state / 2 ** 32) * (last + 1));
		[order[last], order[other]] = [order[other], order[last]];
	}
	return order;
}

function keptMappings({ mappings, org }: WritePlan) {
	const columns = mappings.filter(({ index }) => index !== undefined);
	if (org.switches.bulkResultColumns === 'byIndex') {
		columns.sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
	}
	return columns.slice(0, COLUMNS_KEPT);
}

/**
 * The zip with the result of a job: the first three mapped columns, then STATUS, RECORD_ID and ERRORS
 * (https://www.zoho.com/crm/developer/docs/api/v7/bulk-write/download-result.html).
 */
export function resultZip(plan: WritePlan, jobId: string, outcomes: RowOutcome[]): Uint8Array {
	const { table, org, module, file } = plan;
	const { bulkResultRows, bulkResultStatus } = org.switches;
	const kept = keptMappings(plan);
	const order =
		bulkResultRows === 'shuffled'
			? shuffledIndexes(outcomes.length, jobId)
			: outcomes.map((_, index) => index);
	const lines = order.map((index) => {
		const { status, id, faults } = outcomes[index];
		const shown = bulkResultStatus === 'upper' ? status.toUpperCase() : status;
		const cells = kept.map((mapping) => cellOf(mapping, table.rows[index]));
		return [...cells, shown, id, faultText(faults)];
	});
	const headers = kept.map(({ index }) => table.header[index ?? 0]);
	const csv = stringify([[...headers, 'STATUS', 'RECORD_ID', 'ERRORS'], ...lines]);
	const name = `${module.schema.apiName}-${file.name}`;
	return zipSync({ [name]: strToU8(csv) }, { level: 1 });
}
