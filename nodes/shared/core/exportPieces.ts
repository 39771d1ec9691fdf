/** A run of whole records of a CSV, as bytes. */
export interface CsvPiece {
	bytes: Uint8Array;
	/** Records in it; the header of its page is one. */
	records: number;
	/** Where the last record begins. */
	lastAt: number;
}

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Cuts the bytes of a CSV at the ends of records: a newline inside quotes ends none. Works on bytes, as neither a quote
 * nor a newline can be part of another character in UTF-8.
 */
export class CsvCutter {
	private rest: Uint8Array = new Uint8Array(0);
	private quoted = false;
	/** How much of `rest` was looked at. */
	private scanned = 0;
	private begun = false;

	/** The whole records that are there now; undefined when a record is still open. */
	push(bytes: Uint8Array): CsvPiece | undefined {
		const all = this.joined(bytes);
		if (!this.begun) return undefined;
		let [end, lastAt, records] = [0, 0, 0];
		for (let at = this.scanned; at < all.length; at++) {
			const byte = all[at];
			if (byte === QUOTE) this.quoted = !this.quoted;
			else if (byte === NEWLINE && !this.quoted) {
				lastAt = end;
				end = at + 1;
				records += 1;
			}
		}
		this.rest = all.subarray(end);
		this.scanned = all.length - end;
		return records === 0 ? undefined : { bytes: all.subarray(0, end), records, lastAt };
	}

	/** The last record, where no newline ends it: with one. */
	end(): CsvPiece | undefined {
		if (this.rest.length === 0) return undefined;
		const bytes = new Uint8Array(this.rest.length + 1);
		bytes.set(this.rest);
		bytes[bytes.length - 1] = NEWLINE;
		this.rest = new Uint8Array(0);
		return { bytes, records: 1, lastAt: 0 };
	}

	/** What is left with what has come; a byte order mark at the very start is dropped. */
	private joined(bytes: Uint8Array): Uint8Array {
		if (this.begun && this.rest.length === 0) return bytes;
		const all = new Uint8Array(this.rest.length + bytes.length);
		all.set(this.rest);
		all.set(bytes, this.rest.length);
		if (this.begun) return all;
		this.rest = all;
		this.begun = all.length >= BOM.length;
		return this.begun && BOM.every((byte, at) => all[at] === byte) ? all.subarray(BOM.length) : all;
	}
}

/** The end of the first record of whole records. */
export function firstRecordEnd(bytes: Uint8Array): number {
	let quoted = false;
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] === QUOTE) quoted = !quoted;
		else if (bytes[at] === NEWLINE && !quoted) return at + 1;
	}
	return bytes.length;
}

/** The first cell of the record that begins at `at`, when it is a record's id: digits, quoted or not. */
export function idAt(bytes: Uint8Array, at: number): bigint | undefined {
	const begin = bytes[at] === QUOTE ? at + 1 : at;
	let end = begin;
	while (end < bytes.length && bytes[end] >= 0x30 && bytes[end] <= 0x39) end += 1;
	if (end === begin || end - begin > 20) return undefined;
	return BigInt(String.fromCharCode(...bytes.subarray(begin, end)));
}
