import { CsvCutter, idAt } from '../../nodes/shared/core/exportPieces';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The text in pieces of so many bytes; what comes out, and how many records that were. */
function cut(text: string, size: number) {
	const cutter = new CsvCutter();
	const bytes = bytesOf(text);
	const out: string[] = [];
	let records = 0;
	for (let at = 0; at < bytes.length; at += size) {
		const piece = cutter.push(bytes.subarray(at, at + size));
		if (piece) out.push(textOf(piece.bytes));
		records += piece?.records ?? 0;
	}
	const last = cutter.end();
	if (last) out.push(textOf(last.bytes));
	return { out, records: records + (last?.records ?? 0) };
}

describe('A CSV that comes in pieces', () => {
	const text = 'id,Name\n1,"A\nB"\n2,"say ""hi""\n"\n3,Zoë 😀\n';

	it.each([1, 2, 3, 7, 64, 1000])('of %i bytes is cut at the ends of records only', (size) => {
		const { out, records } = cut(text, size);
		expect(out.join('')).toBe(text);
		expect(records).toBe(4);
		for (const piece of out) expect((piece.match(/"/g) ?? []).length % 2).toBe(0);
		for (const piece of out) expect(piece.endsWith('\n')).toBe(true);
	});

	it.each([1, 2, 3, 4, 100])('of %i bytes loses its byte order mark', (size) => {
		expect(cut(`\uFEFF"id",Name\n1,A\n`, size).out.join('')).toBe('"id",Name\n1,A\n');
	});

	it('ends its last record even where no newline does', () => {
		expect(cut('id\n1\n2', 100)).toEqual({ out: ['id\n1\n', '2\n'], records: 3 });
		expect(cut('x', 1)).toEqual({ out: ['x\n'], records: 1 });
		expect(cut('', 1)).toEqual({ out: [], records: 0 });
	});

	it('tells where its last record begins, and that one’s id', () => {
		const piece = new CsvCutter().push(bytesOf('1,A\n"5725767000000100001","x\ny"\n3,'))!;
		expect(idAt(piece.bytes, piece.lastAt)).toBe(5725767000000100001n);
		expect(idAt(bytesOf('name,x\n'), 0)).toBeUndefined();
	});
});
