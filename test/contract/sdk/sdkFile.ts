import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamWrapper as Streamed } from '@zohocrm/typescript-sdk-8.0';
import { StreamWrapper } from '@zohocrm/typescript-sdk-8.0';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A zip with one CSV, as the SDK wants files to upload. */
export function zipToUpload(folder: string, name: string, csv: string): Streamed {
	const file = join(folder, `${name}.zip`);
	writeFileSync(file, zipSync({ [`${name}.csv`]: strToU8(csv) }));
	return new StreamWrapper(undefined, undefined, file);
}

/** The rows of the only CSV in a zip that the SDK downloaded. */
export function downloadedRows(download: Streamed): Array<Record<string, string>> {
	// Called a stream by its type, it is the whole file.
	const file: unknown = download.getStream();
	if (!Buffer.isBuffer(file)) throw new Error('The SDK downloaded no file');
	const [csv] = Object.values(unzipSync(file));
	return parse(strFromU8(csv), { columns: true });
}
