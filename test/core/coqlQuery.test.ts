import { pageText, parseQuery } from '../../nodes/shared/core/coqlQuery';
import type { CoqlQuery } from '../../nodes/shared/core/coqlQuery';

const parsed = (text: string): CoqlQuery => {
	const query = parseQuery(text);
	if ('message' in query) throw new Error(query.message);
	return query;
};

describe('a COQL query taken apart', () => {
	it('keeps its clauses as they were written', () => {
		expect(
			parsed(
				"SELECT Last_Name, Account_Name.Account_Name FROM Contacts WHERE (City = 'a' and Email is not null) GROUP BY City ORDER BY City desc LIMIT 5 OFFSET 10;",
			),
		).toEqual({
			select: 'SELECT Last_Name, Account_Name.Account_Name',
			module: 'Contacts',
			where: "(City = 'a' and Email is not null)",
			rest: 'GROUP BY City ORDER BY City desc',
			limit: 5,
			offset: 10,
			byId: null,
		});
	});

	it.each([
		['limit 10, 5', 5, 10],
		['limit 10 offset 20', 10, 20],
		['offset 20', null, 20],
		['', null, 0],
	])('reads "%s"', (end, limit, offset) => {
		expect(parsed(`select id from Leads where id is not null ${end}`)).toMatchObject({
			limit,
			offset,
		});
	});

	it.each([
		`select id from Leads where Last_Name = 'order by x limit 5'`,
		`select id from Leads where Last_Name = "where 'limit 0'"`,
		`select id from Leads where Last_Name = 'O''Neil (limit'`,
		`select id from Leads where Last_Name = 'O\\'Neil limit 0'`,
		`select id from Leads where id in (select id from Deals where Amount > 5 limit 9)`,
	])('takes nothing in quotes or parentheses for a clause: %s', (text) => {
		expect(parsed(text)).toMatchObject({ module: 'Leads', limit: null, offset: 0, rest: '' });
	});

	it('pages by offset, and behind an id in the direction of its order', () => {
		const query = parsed("select Email from Leads where City = 'a' or City = 'b'");
		const down = parsed("select Email from Leads where City = 'a' order by id desc");

		expect(pageText(query, 200, 0)).toBe(
			"select Email from Leads where City = 'a' or City = 'b' limit 200",
		);
		expect(pageText(query, 200, 400)).toContain("'b' limit 200 offset 400");
		expect(pageText(query, 2000, 0, '77')).toBe(
			"select Email from Leads where (id > 77 and (City = 'a' or City = 'b')) order by id asc limit 2000",
		);
		expect(pageText(down, 200, 0, '77')).toContain("(id < 77 and (City = 'a')) order by id desc");
	});

	it.each([
		['select COUNT(id) from Leads where id is not null', null],
		['select id from Leads where id is not null order by Email', null],
		['select id from Leads where id is not null order by id', 'asc'],
		['select Email from Leads where id is not null', 'asc'],
	])('knows whether %s can go on behind an id: %s', (text, byId) => {
		expect(parsed(text).byId).toBe(byId);
	});

	it.each([
		['select id from Leads where (id is not null', 'not closed'],
		['select id from Leads where id is not null)', 'not closed'],
		["select id from Leads where City = 'x", 'not closed'],
		['select id where id is not null', 'no FROM'],
		['delete from Leads', 'SELECT'],
		['select id from Leads where id is not null limit x', 'no LIMIT and OFFSET'],
		['select id from Leads where id is not null limit 0', 'asks for no rows'],
		['select id from Leads where id is not null limit 2001', '2,000 rows'],
		['select id from Leads where id is not null offset 100000', 'reach beyond'],
	])('refuses %s: %s', (text, message) => {
		expect((parseQuery(text) as { message: string }).message).toContain(message);
	});
});
