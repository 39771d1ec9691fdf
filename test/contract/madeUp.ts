import { createZoho } from '../simulator/zoho';
import type { Finding } from './finding';
import type { Traffic } from './traffic';

const ROUTES = new Set(createZoho().routes.map(({ name }) => name));

/** Names that the simulator gives to requests that are none of its routes. */
const WITHOUT_ROUTE = /^(unknown$|oauth\.)/;

/**
 * Whether a test put the route into its simulator itself, to see how the client takes an answer that no route of Zoho's
 * gives on demand (`settings/weight/of/light`). A request to a path that nobody serves is not made up: it is a finding.
 */
export const isMadeUp = ({ name }: Traffic): boolean =>
	!ROUTES.has(name) && !WITHOUT_ROUTE.test(name) && name !== PART;

/** Name of a request inside a composite. */
export const PART = 'composite part';

/** Findings in what a test put into a real route's mouth; the simulator alone never says so. */
export interface WordsOfATest {
	finding: RegExp;
	test: string;
	why: string;
}

export const WORDS_OF_TESTS: WordsOfATest[] = [
	{
		finding:
			/^GET \/crm\/v8\/settings\/fields \/fields\/# must have required property 'data_type'$/,
		test: 'test/nodes/ZohoCrmCachedMetadata/cachedMetadata.test.ts',
		why: 'sows a field that is nothing but a name',
	},
	{
		finding: /^GET \/crm\/v8\/__apis \/ must have required property '__apis'$/,
		test: 'test/nodes/ZohoCrmApiCredits/priceList.test.ts',
		why: 'lets Zoho move its price list, to see that the nodes do without',
	},
	{
		finding: /^GET \/crm\/v8\/org \/org must be array, is object$/,
		test: 'test/zoho/checkEnvironment.test.ts',
		why: 'lets Zoho tell of the organisation in another form, to see that nothing is written then',
	},
	{
		finding:
			/^POST \/crm\/bulk\/v8\/read \/(data\/#)? must have required property '(info|status|code|message|details)'$/,
		test: 'test/nodes/ZohoCrmBulkJob/exportCosts.test.ts',
		why: 'lets Zoho create a job without naming it, to see that it counts as one in doubt',
	},
];

export const saidByATest = ({ operation, what }: Finding): WordsOfATest | undefined =>
	WORDS_OF_TESTS.find(({ finding }) => finding.test(`${operation} ${what}`));
