import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FileMark, JobMark } from '../shared/core/bulkJob';
import { withMark } from '../shared/core/bulkJob';
import type { FileTable } from './fileSource';
import type { WaitingItem } from './finishing';
import type { Import } from './importStart';

/** Where text that was imported lies while its item waits. */
const TEXT_FILE = 'imported';

/** The item of a file as it waits: itself plus `job`, which holds what the results do not tell. */
export async function fileItem(
	under: Import,
	{ json, binary }: INodeExecutionData,
	index: number,
	file: FileTable,
): Promise<WaitingItem> {
	const ids = [...new Set(rowsIn(file).flatMap((row) => under.run.inJob.get(row) ?? []))];
	const mark: JobMark = {
		kind: 'import',
		id: ids[0] ?? null,
		row: index,
		state: ids.length > 0 ? 'still running' : 'no job',
		...(ids.length > 1 ? { ids } : {}),
		file: fileMark(under, file),
	};
	const marked = { json: withMark(json, mark) as IDataObject, binary };
	if (file.binary !== null) return marked;
	const text = await storedText(under.ctx, file.text);
	return { ...marked, binary: { ...binary, [TEXT_FILE]: text } };
}

/** Where n8n cannot store it (a full disk, for one) the item holds the text itself: its job runs already. */
async function storedText({ helpers }: IExecuteFunctions, text: string): Promise<IBinaryData> {
	const [bytes, fileName, mimeType] = [Buffer.from(text), 'import.csv', 'text/csv'];
	try {
		return await helpers.prepareBinaryData(bytes, fileName, mimeType);
	} catch {
		return { data: bytes.toString('base64'), fileName, mimeType };
	}
}

const rowsIn = ({ from, lines }: FileTable): number[] => lines.map((_, at) => from + at);

function fileMark({ run, plan, keyPrefix }: Import, file: FileTable): FileMark {
	const key = plan?.key ?? { columns: [], written: false };
	const mark: FileMark = {
		binary: file.binary ?? TEXT_FILE,
		from: file.from,
		rows: file.lines.length,
		keyColumns: key.written
			? []
			: key.columns.map((column) => file.header[file.columns.indexOf(column)] ?? ''),
		keyPrefix: plan?.numberedKeys ? '' : keyPrefix,
		written: [],
		failed: [],
	};
	for (const row of rowsIn(file)) {
		const outcome = run.result.outcomes.get(row);
		if (!outcome) continue;
		if (outcome.outcome === 'written') addTo(mark.written, row);
		else if (outcome.outcome === 'planned') addTo((mark.planned ??= []), row);
		else {
			const { code, reason } = outcome;
			mark.failed.push({ row, outcome: outcome.outcome, code, reason });
		}
	}
	return mark;
}

function addTo(ranges: FileMark['written'], row: number): void {
	const last = ranges.at(-1);
	if (last?.[1] === row) last[1] = row + 1;
	else ranges.push([row, row + 1]);
}
