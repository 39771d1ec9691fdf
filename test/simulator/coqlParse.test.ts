import { parseCoql } from './coqlParse';
import { CoqlSyntaxError } from './coqlSyntax';

const where = (text: string) => parseCoql(`select id from Leads where ${text}`).where;

function refusal(query: string): unknown {
	try {
		return parseCoql(query);
	} catch (error) {
		if (error instanceof CoqlSyntaxError) return error.details;
		throw error;
	}
}

describe('a query as COQL spells it', () => {
	it('names paths of any depth, views, and fields by words that SQL reserves', () => {
		const query = parseCoql(
			"select A.B.C.D.E, Key as 'my key', Rank from Order_Lines#5725000000 where Status = 'x' order by Key desc",
		);

		expect(query.columns.map(({ path, key }) => [path, key])).toEqual([
			['A.B.C.D.E', 'A.B.C.D.E'],
			['Key', 'my key'],
			['Rank', 'Rank'],
		]);
		expect(query).toMatchObject({ module: 'Order_Lines', viewId: '5725000000' });
		expect(query.orderBy).toEqual([{ column: 'Key', descending: true }]);
	});

	it.each([
		["Name = 'O\\'Neil'", "O'Neil", true],
		["Name = 'O''Neil'", "O'Neil", true],
		['Name = "say ""yes"""', 'say "yes"', true],
		["Name = 'a from b where c = ''d'' -- #1; x'", "a from b where c = 'd' -- #1; x", true],
		['id = 123456789012345678901234567890', '123456789012345678901234567890', false],
		['Amount = -2.50', '-2.50', false],
		['Done = true', 'true', false],
	])('keeps the value in %s as it is', (text, value, quoted) => {
		expect(where(text)).toMatchObject({ values: [{ text: value, quoted }] });
	});

	it('takes limit and offset in their three forms, and an offset alone', () => {
		const paging = (text: string) => {
			const { limit, offset } = parseCoql(`select id from Leads where id > 1 ${text}`);
			return [limit, offset];
		};

		expect([paging('limit 5'), paging('limit 5 offset 7'), paging('limit 7, 5')]).toEqual([
			[5, 0],
			[5, 7],
			[5, 7],
		]);
		expect(paging('offset 7')).toEqual([undefined, 7]);
	});
});

describe('what SQL has and COQL lacks', () => {
	it.each([
		['select id from Leads where a = 1 and b = 2 or c = 3', 'or'],
		['select id from Leads where a = 1 or b = 2 and (c = 3)', 'and'],
		['select id from Leads where (a = 1 and b = 2 and c = 3) or d = 4', 'and'],
		['select id from Leads where not (a = 1)', 'not'],
		['select id from Leads where a <> 1', '>'],
		['select id from Leads where a + 1 = 2', '+'],
		['select id from Leads where a = 1; drop table Leads', ';'],
		['select id from Leads l where a = 1', 'l'],
		['select id from Leads, Contacts where a = 1', 'Contacts'],
		['select distinct id from Leads where a = 1', 'id'],
		['select lower(Name) from Leads where a = 1', 'lower(Name)'],
		['select id from Leads where a in (select id from Deals where b = 1)', 'a'],
		['select id from Leads where a = 1 limit -5', 'limit'],
		['select id from Leads where a = 1 limit 2.5', 'limit'],
		['select id from Leads where a = 1 group by a having b = 1', 'having'],
		['select id from Leads where a = 1 /* comment */', '/*'],
	])('is a SYNTAX_ERROR: %s', (query, near) => {
		expect(refusal(query)).toMatchObject({ near });
	});

	it('is told by line and column', () => {
		expect(refusal('select id\nfrom Leads\nwhere a = 1 and b = 2\n  and c = 3')).toEqual({
			near: 'and',
			line: 4,
			column: 3,
		});
	});
});
