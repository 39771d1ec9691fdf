import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { inflateOne, UnsafeZip } from '../../nodes/shared/core/exportZip';

async function* inPieces(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function inflated(zip: Uint8Array, size = 1000): Promise<string> {
	let text = '';
	for await (const piece of inflateOne(inPieces(zip, size)))
		text += Buffer.from(piece).toString('latin1');
	return text;
}

const csv = `id,N\n${Array.from({ length: 5000 }, (_, at) => `${at},name ${at}`).join('\n')}\n`;

/** A zip as it should be, with the size in its local header changed. */
function declaring(size: number): Uint8Array {
	const zip = zipSync({ 'a.csv': strToU8(csv) });
	new DataView(zip.buffer, zip.byteOffset).setUint32(22, size, true);
	return zip;
}

/** As a server streams it: sizes stand behind the content. */
function streamed(): Uint8Array {
	const pieces: Uint8Array[] = [];
	const zip = new Zip((_, piece) => pieces.push(piece));
	const file = new ZipDeflate('1.csv');
	zip.add(file);
	file.push(strToU8(csv), true);
	zip.end();
	return Buffer.concat(pieces);
}

describe('The zip of a result', () => {
	it.each([100, 1000, 1_000_000])(
		'may tell its sizes afterwards, %i bytes at a time',
		async (size) => {
			expect(await inflated(streamed(), size)).toBe(csv);
		},
	);

	it.each([17, 1000, 1_000_000])('is inflated as it comes, %i bytes at a time', async (size) => {
		expect(await inflated(zipSync({ '1.csv': strToU8(csv) }), size)).toBe(csv);
		expect(await inflated(zipSync({ '1.CSV': strToU8(csv) }, { level: 0 }), size)).toBe(csv);
	});

	it.each([
		['with two files', zipSync({ 'a.csv': strToU8(csv), 'b.csv': strToU8(csv) }), /more than one/],
		['with a way up', zipSync({ '../a.csv': strToU8(csv) }), /is a path/],
		['with a folder', zipSync({ 'x/a.csv': strToU8(csv) }), /is a path/],
		['with a drive', zipSync({ 'C:\\a.csv': strToU8(csv) }), /is a path/],
		['with something else', zipSync({ 'a.exe': strToU8(csv) }), /no CSV/],
		['larger than it says', declaring(100), /larger than the 100 bytes/],
		['smaller than it says', declaring(900_000), /said to have 900000/],
		['of zeros', zipSync({ 'a.csv': new Uint8Array(15_000_000) }), /times larger/],
		['cut off', zipSync({ 'a.csv': strToU8(csv) }).subarray(0, 5000), /breaks off/],
		['without a file', zipSync({}), /no file/],
		['that is none', strToU8(csv), /no file/],
		['that is empty', new Uint8Array(0), /no file/],
	])('%s is refused', async (_, zip, reason) => {
		const reading = inflated(zip);
		await expect(reading).rejects.toThrow(reason);
		await expect(reading).rejects.toBeInstanceOf(UnsafeZip);
	});

	it('is worth another download only where it broke off', async () => {
		const broken = async (zip: Uint8Array) =>
			await inflated(zip).catch((error: UnsafeZip) => error.isBroken);
		expect(await broken(zipSync({ 'a.csv': strToU8(csv) }).subarray(0, 5000))).toBe(true);
		expect(await broken(new Uint8Array(0))).toBe(true);
		expect(await broken(strToU8('<html>'))).toBe(false);
	});
});
