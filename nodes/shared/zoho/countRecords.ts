import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { coqlCall, coqlRows } from './coql';
import { asObject } from './readBody';
import { send } from './send';
import type { Session } from './session';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/**
 * How many records a query finds, for a credit of overhead.
 * @param from module, or `Module#viewId`
 * @throws ZohoStop `refused`, when Zoho does not take the query
 */
export async function countByQuery(session: Session, from: string, where: string): Promise<number> {
	const text = `select COUNT(id) as Records from ${from} where ${where} limit 1`;
	const answer = await send(session, coqlCall(text, 1, 'overhead', from.split('#')[0]));
	if (answer.kind === 'lost') throw notCounted(from, answer.reason, null);
	const rows = coqlRows(answer.reply);
	if (!rows) {
		const said = saidIn(answer.reply);
		throw notCounted(from, `${said.code} ${said.message}`, said);
	}
	// Zoho leaves the row out where nothing is found.
	const [count] = Object.values(rows[0] ?? { Records: 0 })
		.map(Number)
		.filter(Number.isInteger);
	return count ?? 0;
}

/** api/v8/get-record-count.html: all records of a module; the page asks for three scopes together. */
const countCall = (module: string): ZohoCall => ({
	name: 'records.count',
	size: 1,
	method: 'GET',
	path: `crm/${API_VERSION}/${encodeURIComponent(module)}/actions/count`,
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'overhead',
	scope: [
		`ZohoCRM.modules.${module.toLowerCase()}.READ`,
		'ZohoSearch.securesearch.READ',
		'ZohoCRM.settings.layouts.READ',
	],
	module,
});

/** How many records a module has, for a credit of overhead; null when Zoho does not say. */
export async function countAll(session: Session, module: string): Promise<number | null> {
	const answer = await send(session, countCall(module));
	if (answer.kind === 'lost' || answer.reply.status !== 200) return null;
	const count = Number(asObject(answer.reply.body)?.count);
	return Number.isInteger(count) ? count : null;
}

const notCounted = (from: string, why: string, said: ZohoSaid | null): ZohoStop =>
	new ZohoStop(
		said ? 'refused' : 'unreachable',
		`The records of ${from} could not be counted: ${why}`,
		"Check 'Module', 'Criteria' and 'Custom View ID'.",
		said,
	);
