import { emptyTally, joinPages } from '../../nodes/shared/core/exportJoin';

/** Opens a page as bytes that come one by one. */
const page = (text: string) => async () =>
	(async function* () {
		for (const byte of new TextEncoder().encode(text)) yield Uint8Array.of(byte);
	})();

async function joined(...texts: string[]) {
	const tally = emptyTally();
	let text = '';
	for await (const piece of joinPages(texts.map(page), tally))
		text += new TextDecoder().decode(piece);
	return { text, tally };
}

describe('The pages of an export', () => {
	it('become one file with one header', async () => {
		const { text, tally } = await joined('id,N\n1,a\n2,b', 'id,N\n3,c\n', 'id,N\n');
		expect(text).toBe('id,N\n1,a\n2,b\n3,c\n');
		expect(tally).toEqual({ rows: 3, repeated: 0, header: 'id,N\n' });
	});

	it('have records once, that stand at the end of one and the beginning of the next', async () => {
		const { text, tally } = await joined('id\n1\n2\n3\n', 'id\n2\n3\n4\n5\n', 'id\n5\n6\n');
		expect(text).toBe('id\n1\n2\n3\n4\n5\n6\n');
		expect(tally).toMatchObject({ rows: 6, repeated: 3 });
	});

	it('keep everything where ids do not rise: nothing shows then what is there twice', async () => {
		const { text, tally } = await joined('id\n3\n1\n2\n', 'id\n1\n4\n');
		expect(text).toBe('id\n3\n1\n2\n1\n4\n');
		expect(tally).toMatchObject({ rows: 5, repeated: 0 });
	});

	it('are refused when their columns differ', async () => {
		await expect(joined('id,A\n1,x\n', 'id,B\n2,y\n')).rejects.toThrow(
			'Page 2 of the export has other columns than page 1',
		);
	});

	it('of ids beyond 2^53 are told apart', async () => {
		const [a, b] = ['5725767000000100001', '5725767000000100002'];
		const { tally } = await joined(`id\n${a}\n`, `id\n${a}\n${b}\n`);
		expect(tally).toMatchObject({ rows: 2, repeated: 1 });
	});
});
