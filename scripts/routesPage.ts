import { PRICE_LIST } from '../nodes/shared/core/prices';
import type { Route } from '../nodes/shared/core/routes';
import { priceRoute, ROUTES } from '../nodes/shared/core/routes';

const SIZES = [1, 10, 100, 1_000, 5_000, 25_000, 250_000];

const line = (route: Route): string => {
	const prices = SIZES.map((rows) =>
		route.most !== undefined && rows > route.most
			? '–'
			: priceRoute(route, rows).credits.toLocaleString('en'),
	);
	const { basis } = priceRoute(route, SIZES[SIZES.length - 1]);
	return `| ${route.title} | ${route.node ?? '–'} | ${prices.join(' | ')} | ${basis} | ${route.effects} |`;
};

const sources = (): string[] => [...new Set(Object.values(PRICE_LIST).map(({ source }) => source))];

/** `docs/routes.md`, from the table that the nodes price by. */
export function routesPage(): string {
	return `# Routes and their prices

Every way of doing a piece of work that these nodes know, with its full price in API credits for ${SIZES.map((n) => n.toLocaleString('en')).join(', ')}
rows. The first row of each kind of work is the plain way, one record, value or page a call: the *baseline* of the credit
reports. Rows are those written, asked for or found. Metadata reads (*overhead*, 1 credit for a cold module) come on top. *–*: not
possible for so many. The node [API Credits](api-credits.md) prices the same table for any number (*Plan*), by Zoho's own price list where it was read.

| Route | Node | ${SIZES.map((n) => n.toLocaleString('en')).join(' | ')} | Price is | Effects |
|---|---|${SIZES.map(() => '--:').join('|')}|---|---|
${ROUTES.map(line).join('\n')}

*documented*: a page of Zoho says so. *assumed*: no page lists the call, or a part of the route; it is taken for one of Zoho's row "all other
APIs". *live*: Zoho's own list (\`GET __apis\`) said so when it was read.

## Open doubts

Zoho does not say what a refused call costs ([all doubts](doubts.md)). The nodes take it so, and their reports may be wrong by that much:

| The call | Taken to cost |
|---|---|
| with some or all records refused, one by one | its full price |
| refused as a whole (400, 403, 404) | 1 |
| turned away at the door (401, 429) | 0 |
| whose answer was lost (5xx, broken connection) | its full price, shown as *uncertain* |

*Made by \`npm run docs\` from \`nodes/shared/core/routes.ts\` and \`prices.ts\`. Sources: ${sources().join(', ')}.*
`;
}
