/** A value that no one who wrote a node thought of, as it stands in a saved workflow: expressions begin with `=`. */
export interface Hostile {
	name: string;
	value: unknown;
}

const nested = (depth: number): unknown => {
	let at: unknown = 'deep';
	for (let level = 0; level < depth; level++) at = level % 2 === 0 ? [at] : { a: at };
	return at;
};

const named = (values: Record<string, unknown>): Hostile[] =>
	Object.entries(values).map(([name, value]) => ({ name, value }));

/** What an expression may come to, whatever the form says it should. */
const results = named({
	undefined: '={{ undefined }}',
	null: '={{ null }}',
	NaN: '={{ NaN }}',
	infinity: '={{ 1 / 0 }}',
	'minus one': '={{ -1 }}',
	zero: '={{ 0 }}',
	fraction: '={{ 2.5 }}',
	'a number of 22 digits': '={{ 1e21 }}',
	'an id as a number': '={{ 5725767000003000011 }}',
	true: '={{ true }}',
	'an empty list': '={{ [] }}',
	'a list': "={{ ['Last_Name', 7, null] }}",
	'an empty object': '={{ ({}) }}',
	'an object': '={{ ({ a: { b: [1] } }) }}',
	'a moment': '={{ $now }}',
	'a date': '={{ new Date(0) }}',
	'no date': "={{ new Date('x') }}",
	'the whole item': '={{ $json }}',
	'a big integer': '={{ 10n }}',
	// n8n refuses an expression that names it; one that comes to it, not.
	'a prototype': `={{ JSON.parse('{"__pro' + 'to__":{"polluted":1},"constr' + 'uctor":{"prototype":{"polluted":1} } }') }}`,
});

const texts = named({
	empty: '',
	blank: ' ',
	'line breaks': '\r\n',
	'an emoji': '😀',
	'half an emoji': '\ud83d',
	'a null character': 'a\u0000b',
	'right to left': '\u202eemaN_tsaL',
	'a long text': 'x'.repeat(5000),
	__proto__: '__proto__',
	constructor: 'constructor',
	toString: 'toString',
	'19 digits': '1234567890123456789',
	'1e21': '1e21',
	'a way up': '../../oauth/v2/token',
	'an encoded way up': '%2e%2e%2fLeads',
	'a query': 'Leads?fields=x#y',
	'another host': '//evil.example.com/x',
	'another address': 'https://user:pass@evil.example.com/x',
	'no address': 'http://',
	'a header': 'x\r\nAuthorization: Bearer evil',
	'a quote': "x' or '1'='1",
	'a double quote': '"',
	'a backslash': 'x\\',
	'a percent': '100 %',
	'cut JSON': '{"a":',
	'a list in JSON': '[1,{"a":null}]',
	'a prototype in JSON': '{"__proto__":{"polluted":1},"data":[{"__proto__":{"polluted":1}}]}',
	'deep JSON': '['.repeat(1500) + ']'.repeat(1500),
	'null in JSON': 'null',
	undefined: 'undefined',
	'a broken expression': '={{ $json.a.b.c.d }}',
});

/** What a workflow written by a program may hold. */
const fixed = named({
	'fixed null': null,
	'fixed minus one': -1,
	'fixed number': 1e21,
	'fixed true': true,
	'fixed list': ['a', 1, null],
	'fixed object': { a: 1 },
	'fixed depth': nested(60),
});

export const hostileValues: Hostile[] = [...results, ...texts, ...fixed];
