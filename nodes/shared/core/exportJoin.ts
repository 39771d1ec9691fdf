import { CsvCutter, firstRecordEnd, idAt } from './exportPieces';
import type { CsvPiece } from './exportPieces';

/** What went through so far. */
export interface JoinTally {
	/** Records without headers. */
	rows: number;
	/** Records that a page held once more, because the set changed while Zoho read page by page. */
	repeated: number;
	/** As text with its newline; empty until the first page begins. */
	header: string;
}

export const emptyTally = (): JoinTally => ({ rows: 0, repeated: 0, header: '' });

/** A page that does not go with the ones before. */
export class OtherColumns extends Error {
	constructor(page: number) {
		super(`Page ${page} of the export has other columns than page 1`);
		this.name = 'OtherColumns';
	}
}

/**
 * The pages of an export as one CSV with one header, in whole records; the header is the first piece. Zoho reads each
 * page at a time of its own: where a record has come into the set meanwhile, the last ones of a page stand on the next
 * once more. As long as ids rise throughout (bulk read sorts by nothing else), those are left out.
 * @param pages opens each page when its turn comes; the CSV's bytes in pieces of any size
 * @throws OtherColumns, and what opening or reading a page throws
 */
export async function* joinPages(
	pages: Array<() => Promise<AsyncIterable<Uint8Array>>>,
	tally: JoinTally,
): AsyncGenerator<Uint8Array, void, undefined> {
	const order = pages.length > 1 ? new RisingIds() : undefined;
	for (const [at, open] of pages.entries()) {
		const cutter = new CsvCutter();
		const page = new Page(at, tally, order);
		for await (const bytes of await open()) {
			const piece = cutter.push(bytes);
			if (piece) yield* page.take(piece);
		}
		const last = cutter.end();
		if (last) yield* page.take(last);
		order?.endPage();
	}
}

class Page {
	private begun = false;

	constructor(
		private readonly at: number,
		private readonly tally: JoinTally,
		private readonly order: RisingIds | undefined,
	) {}

	*take(piece: CsvPiece): Generator<Uint8Array> {
		let { bytes, records } = piece;
		if (!this.begun) {
			this.begun = true;
			const end = firstRecordEnd(bytes);
			yield* this.header(bytes.subarray(0, end));
			bytes = bytes.subarray(end);
			records -= 1;
		}
		const kept = this.order?.withoutRepeated(bytes) ?? { bytes, repeated: 0 };
		this.tally.repeated += kept.repeated;
		this.tally.rows += records - kept.repeated;
		if (kept.bytes.length > 0) yield kept.bytes;
	}

	private *header(bytes: Uint8Array): Generator<Uint8Array> {
		const text = new TextDecoder().decode(bytes).replace(/\r?\n$/, '\n');
		if (this.at > 0) {
			if (text !== this.tally.header) throw new OtherColumns(this.at + 1);
			return;
		}
		this.tally.header = text;
		yield bytes;
	}
}

/** Whether ids have risen from record to record so far, and which records of a later page were there before. */
class RisingIds {
	private rising = true;
	private last: bigint | undefined;
	/** The last id of the pages before; while set, records up to it are repeated ones. */
	private border: bigint | undefined;

	endPage(): void {
		this.border = this.rising ? this.last : undefined;
	}

	withoutRepeated(bytes: Uint8Array): { bytes: Uint8Array; repeated: number } {
		if (!this.rising) return { bytes, repeated: 0 };
		let [from, repeated] = [0, 0];
		for (let at = 0; at < bytes.length; at = nextRecord(bytes, at)) {
			const id = idAt(bytes, at);
			if (id !== undefined && this.border !== undefined && id <= this.border) {
				from = nextRecord(bytes, at);
				repeated += 1;
				continue;
			}
			this.border = undefined;
			if (id === undefined || (this.last !== undefined && id <= this.last)) {
				this.rising = false;
				break;
			}
			this.last = id;
		}
		return { bytes: bytes.subarray(from), repeated };
	}
}

const nextRecord = (bytes: Uint8Array, at: number): number =>
	at + firstRecordEnd(bytes.subarray(at));
