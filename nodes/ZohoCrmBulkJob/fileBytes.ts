import type { IBinaryData } from 'n8n-workflow';

import { UnsafeZip } from '../shared/core/exportZip';
import type { CsvTable } from '../shared/core/csvSplit';
import { splitCsv } from '../shared/core/csvSplit';
import { inflatedText } from '../shared/zoho/downloadResult';
import { ZohoStop } from '../shared/zoho/stop';
import type { ResultContext } from './finishing';

/** What a file may come to; more rows than anyone imports in one run. */
const MOST_BYTES = 500_000_000;

/**
 * Reads a CSV, or the one in a zip.
 * @param name for the message
 * @throws ZohoStop `refused` for what cannot be read
 */
export async function tableIn(bytes: Uint8Array, name: string): Promise<CsvTable> {
	try {
		const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03;
		return splitCsv(isZip ? await inflatedText(bytes, MOST_BYTES) : textOf(bytes));
	} catch (error) {
		throw unreadable(name, error);
	}
}

function unreadable(name: string, error: unknown): ZohoStop {
	const why = error instanceof Error ? error.message : String(error);
	return new ZohoStop(
		'refused',
		error instanceof UnsafeZip
			? `The zip ${name} was not opened: ${why}`
			: `${name} cannot be read as a CSV: ${why}`,
		'Nothing was sent. Give a CSV in UTF-8 with a header row, or a zip with one such file in it.',
	);
}

/** @throws TypeError for bytes that are no UTF-8: guessing another encoding would write wrong letters into records */
const textOf = (bytes: Uint8Array): string =>
	new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** The bytes of an item's file, wherever n8n keeps them; `webhook()` has no `getBinaryDataBuffer`. */
export async function bytesOf({ helpers }: ResultContext, file: IBinaryData): Promise<Uint8Array> {
	if (file.id === undefined) return Buffer.from(file.data, 'base64');
	return await helpers.binaryToBuffer(await helpers.getBinaryStream(file.id));
}
