import type { Criteria } from './bulkCriteria';
import type { JobMark } from './bulkJob';
import type { ExportColumn } from './exportColumns';
import { isObject } from './isObject';

/** What a result of an export needs beside its jobs; travels on the sleeping item as `job.export`. */
export interface ExportMark {
	module: string;
	columns: ExportColumn[];
	criteria?: Criteria;
	viewId?: string;
	/** Rows there were before the jobs were created; null when nothing could count them. */
	counted: number | null;
	fileName: string;
	/** Name of the binary field for the file. */
	binaryField: string;
	/** Position of the first input item that asked for the very same export. */
	sameAs?: number;
}

/** The mark that our own Export wrote; undefined for a job known by its id only. */
export function exportMarkOf({ export: mark }: JobMark): ExportMark | undefined {
	if (!isObject(mark) || typeof mark.module !== 'string' || !Array.isArray(mark.columns))
		return undefined;
	return mark as unknown as ExportMark;
}

export const columnPaths = (columns: readonly ExportColumn[]): string[] =>
	columns.map(({ path }) => path);
