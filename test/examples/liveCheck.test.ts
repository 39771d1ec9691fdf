import { runCode } from './examples';

interface Answer {
	known: number | null;
	reported: number | null;
	status?: number;
	code?: string;
	/** Zoho's number of credits left; left out where its answer had none. */
	left?: number;
}

const connection = {
	dataCenter: { label: 'Europe (zoho.eu)', apiHost: 'www.zohoapis.eu' },
	environment: { chosen: 'sandbox', found: 'sandbox' },
	licence: { allowance: 60_000 },
};

/** The table of these answers, in the order they came; the number left before them is `begin`. */
function tableOf(given: Record<string, Answer>, begin: number | null = 20_000) {
	let at = 0;
	const seen = (left: number | null) => ({
		remaining: left,
		remainingAt: left && `moment ${at++}`,
	});
	let latest = seen(begin);
	const answers: Record<string, unknown> = { create: latest };
	for (const [key, { left, ...answer }] of Object.entries(given)) {
		// Without the header the nodes still know the number they had.
		if (left !== undefined) latest = seen(left);
		answers[key] = { status: 200, count: 1, code: null, ...answer, ...latest };
	}
	const $ = () => ({ first: () => ({ json: connection }) });
	const rows = runCode('live-check', 'Table', {
		$,
		$input: { first: () => ({ json: { answers } }) },
	});
	return (doubt: string) => rows.find((row) => String(row.doubt).startsWith(doubt));
}

const known: Answer = { known: 1, reported: 1, left: 19_999 };

describe('the table of the live check', () => {
	it("given Zoho's number in every answer, then a price is the difference", () => {
		const row = tableOf({
			known,
			notModified: { known: null, reported: 1, status: 304, left: 19_999 },
			coql2000: { known: null, reported: 3, left: 19_996 },
		});
		expect(row('A call of known price')?.yourOrg).toBe('1 credit');
		expect(row('Price of a 304')).toMatchObject({ yourOrg: '0 credits (304)' });
		expect(row('Price of a 304')?.tellUs).toMatch(/^Differs: please open an issue/);
		expect(row('COQL with LIMIT 2,000')).toMatchObject({
			yourOrg: '3 credits (200)',
			tellUs: 'As assumed: nothing to do',
		});
	});

	it('given a refusal without the number, then its price is what the next call leaves', () => {
		const row = tableOf({
			known,
			refusedWhole: { known: null, reported: 1, status: 400, code: 'SYNTAX_ERROR' },
			fullName: { known: 1, reported: 1, left: 19_997 },
		});
		expect(row('Price of a call that is refused')?.yourOrg).toBe('1 credit (400 SYNTAX_ERROR)');
	});

	it('given two doubtful calls between two numbers, then neither price is made up', () => {
		const row = tableOf({
			known,
			refusedWhole: { known: null, reported: 1, status: 400, code: 'SYNTAX_ERROR' },
			refusedRecord: {
				known: null,
				reported: 1,
				status: 400,
				code: 'MANDATORY_NOT_FOUND',
				left: 19_998,
			},
		});
		for (const doubt of ['Price of a call that is refused', 'Price of a write whose only'])
			expect(row(doubt)).toMatchObject({ tellUs: 'Not settled by this run' });
	});

	it('given somebody else who spends meanwhile, then the prices are said to be worth nothing', () => {
		const row = tableOf({ known: { ...known, left: 19_960 } });
		expect(row('A call of known price')?.yourOrg).toMatch(/^40 credits: somebody else spends/);
	});

	it('given a number before half of the day is used, then that is told', () => {
		expect(tableOf({ known })('X-API-CREDITS')?.tellUs).toBe('As assumed: nothing to do');
		const early = tableOf({ known: { ...known, left: 50_000 } }, 50_001);
		expect(early('X-API-CREDITS')?.tellUs).toMatch(/^Differs/);
	});

	it('given leads that could not be deleted, then they are named', () => {
		const row = tableOf({ known, delete: { known: 1, reported: 1, status: 400 } });
		expect(row('Clean-up')).toMatchObject({
			yourOrg: "Not deleted: look for 'n8n live check' among the leads",
		});
	});
});
