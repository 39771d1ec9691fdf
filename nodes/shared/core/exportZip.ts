import { Unzip, UnzipInflate } from '../vendor';

/** A result that is no plain zip with one CSV in it, or one that would fill the disk. */
export class UnsafeZip extends Error {
	/** @param isBroken it breaks off, as a lost connection leaves it: another download may be whole */
	constructor(
		message: string,
		readonly isBroken = false,
	) {
		super(message);
		this.name = 'UnsafeZip';
	}
}

/**
 * How many times larger a CSV may be than its zip. Deflate reaches 1,032 : 1; the CSV of 200,000 rows with 200 empty
 * columns comes to about 40 : 1, each row having an id of its own.
 */
const LARGEST_RATIO = 200;

/** Below this the ratio says little. */
const SMALL = 10_000_000;

interface Entry {
	name: string;
	/** What the zip says it is; undefined where that stands behind the content. */
	declared: number | undefined;
}

/**
 * Inflates the one file of a zip as its bytes come, one piece for each piece read: nothing is kept. Entries are read
 * by their own header, so nothing is written by the name in it; a name that is a path is refused all the same.
 * @throws UnsafeZip for another count of files, a path for a name, a size or ratio that cannot be right, and a zip
 * that breaks off
 */
export async function* inflateOne(
	zip: AsyncIterable<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
	const inflated: Uint8Array[] = [];
	const seen = { entries: [] as Entry[], ended: false, packed: 0, size: 0 };
	const unzip = new Unzip((file) => {
		seen.entries.push(checked({ name: file.name, declared: file.originalSize }, seen.entries));
		file.ondata = (error, bytes, final) => {
			if (error) throw new UnsafeZip(`its content cannot be inflated (${error.message})`);
			seen.size += bytes.length;
			if (bytes.length > 0) inflated.push(bytes);
			if (final) seen.ended = true;
			checkSize(seen.entries[0], seen);
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	for await (const piece of zip) {
		const bytes = piece as Uint8Array;
		seen.packed += bytes.length;
		for (let at = 0; at < bytes.length; at += STEP) {
			push(unzip, bytes.subarray(at, at + STEP));
			yield* inflated.splice(0);
		}
	}
	checkEnd(seen);
}

/** At 1,032 : 1 one step inflates to 16 MB at most before its size is looked at. */
const STEP = 16_384;

function push(unzip: Unzip, bytes: Uint8Array): void {
	try {
		unzip.push(bytes);
	} catch (error) {
		throw unsafe(error);
	}
}

const unsafe = (error: unknown): UnsafeZip =>
	error instanceof UnsafeZip
		? error
		: new UnsafeZip(
				`it cannot be read (${error instanceof Error ? error.message : String(error)})`,
			);

function checked(entry: Entry, before: readonly Entry[]): Entry {
	const { name, declared } = entry;
	if (before.length > 0) {
		throw new UnsafeZip(`it holds more than one file (${before[0].name}, ${name} …)`);
	}
	if (/[\\/:\0]|^\.\.?$/.test(name))
		throw new UnsafeZip(`the name of its file is a path (${name})`);
	if (!/\.csv$/i.test(name)) throw new UnsafeZip(`its file is no CSV (${name})`);
	return { name, declared };
}

function checkSize({ declared }: Entry, { size, packed }: { size: number; packed: number }): void {
	if (declared !== undefined && size > declared) {
		throw new UnsafeZip(`its file is larger than the ${declared} bytes it is said to have`);
	}
	if (size > SMALL && size > packed * LARGEST_RATIO) {
		throw new UnsafeZip(`its file is more than ${LARGEST_RATIO} times larger than the zip`);
	}
}

function checkEnd({
	entries,
	ended,
	packed,
	size,
}: {
	entries: Entry[];
	ended: boolean;
	packed: number;
	size: number;
}) {
	const [entry] = entries;
	if (!entry) throw new UnsafeZip('it holds no file', packed === 0);
	if (!ended) throw new UnsafeZip('it breaks off before its end', true);
	if (entry.declared !== undefined && size < entry.declared) {
		throw new UnsafeZip(`its file has ${size} bytes, and is said to have ${entry.declared}`);
	}
}
