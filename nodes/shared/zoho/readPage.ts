import type { ZohoRecord } from '../core/row';
import type { ZohoCall, ZohoReply } from './call';
import { fieldsOf, forgetMetadata } from './metadata';
import { asObject, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** One answer of a list: its rows, and what it cost. */
export interface Page {
	rows: ZohoRecord[];
	/** By Zoho's own word, never by a short page (public report R06). */
	more: boolean;
	nextToken: string | null;
	cost: number;
}

/**
 * Sends one read and gives its rows; none for 204 and 304 (public report R66).
 * @throws ZohoStop when nothing further can succeed; `refused` with Zoho's words when it refused the read
 */
export async function readPage(session: Session, call: ZohoCall): Promise<Page> {
	const answer = await send(session, call);
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`Zoho's answer was lost several times (${answer.reason})`,
			'Nothing was changed by it: run it again later.',
		);
	}
	const content = contentOf(answer.reply);
	if (!content) {
		const said = saidIn(answer.reply);
		await forgetIfStale(session, call, said);
		throw refusedRead(call, said);
	}
	return { ...content, cost: answer.charges.reduce((sum, charge) => sum + charge, 0) };
}

/** Undefined when Zoho refused the read. */
function contentOf(reply: ZohoReply): Omit<Page, 'cost'> | undefined {
	if (reply.status === 204 || reply.status === 304)
		return { rows: [], more: false, nextToken: null };
	const { data, info } = asObject(reply.body) ?? {};
	if (reply.status !== 200 || !Array.isArray(data)) return undefined;
	return {
		rows: data.map(asObject).filter((row) => row !== undefined),
		more: asObject(info)?.more_records === true,
		nextToken: textOf(info, 'next_page_token') ?? null,
	};
}

const columnIn = ({ details }: ZohoSaid): string | undefined =>
	textOf(details, 'column_name') ?? textOf(details, 'api_name');

/** A refusal of the module, or of a field that the cached module has, shows that what is cached is out of date. */
async function forgetIfStale(
	session: Session,
	{ module }: ZohoCall,
	said: ZohoSaid,
): Promise<void> {
	if (module === undefined) return;
	const [column] = columnIn(said)?.split('.') ?? [];
	const fields = column === undefined ? null : await fieldsOf(session, module, false);
	const contradicted = fields?.some(({ apiName }) => apiName === column) ?? false;
	if (contradicted || said.code === 'INVALID_MODULE') await forgetMetadata(session, module);
}

function refusedRead(call: ZohoCall, said: ZohoSaid): ZohoStop {
	const of = call.module ? ` of ${call.module}` : '';
	const column = columnIn(said);
	const field = column === undefined ? '' : ` (field ${column})`;
	return new ZohoStop(
		'refused',
		`Zoho refused to give records${of}${field}: ${said.code} ${said.message}`,
		fixFor(said, column, call),
		said,
	);
}

const FIXES: Record<string, string> = {
	INVALID_MODULE: "Choose another module under 'Module'.",
	NO_PERMISSION:
		"The connected user's profile in Zoho CRM does not allow this; an administrator can change it.",
	SYNTAX_ERROR:
		'Fields are named one by one, more than two conditions need parentheses, ((A and B) and C), and text needs quotes. See near, line and column in what Zoho said.',
	EXPIRED_VALUE: 'The page token is older than 24 hours: run it again from the start.',
	LIMIT_REACHED: 'A search ends after 2,000 records: narrow it, or use the operation Query.',
};

const CRITERIA_FIX =
	"Write 'Criteria' like (Last_Name:equals:Burns), several like ((Last_Name:equals:Burns)and(City:starts_with:P)).";

function fixFor({ code }: ZohoSaid, column: string | undefined, { name }: ZohoCall): string {
	if (column !== undefined) {
		return `Check the field's API name, letter by letter: Zoho CRM shows it under Setup > Developer Hub > APIs > API names. A field of this type may also not take this comparison.`;
	}
	if (name === 'records.search' && code === 'INVALID_QUERY') return CRITERIA_FIX;
	return FIXES[code] ?? "Check the node's parameters against Zoho's message.";
}

/** Whether a read ended because Zoho refused it with this code. */
export const isRefusal = (error: unknown, code: string): boolean =>
	error instanceof ZohoStop && error.reason === 'refused' && error.said?.code === code;
