import type { ZohoRecord } from '../core/row';
import type { ZohoCall, ZohoReply } from './call';
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
	const cost = answer.charges.reduce((sum, charge) => sum + charge, 0);
	return { ...contentOf(call, answer.reply), cost };
}

function contentOf(call: ZohoCall, reply: ZohoReply): Omit<Page, 'cost'> {
	if (reply.status === 204 || reply.status === 304)
		return { rows: [], more: false, nextToken: null };
	const { data, info } = asObject(reply.body) ?? {};
	if (reply.status !== 200 || !Array.isArray(data)) throw refusedRead(call, saidIn(reply));
	return {
		rows: data.map(asObject).filter((row) => row !== undefined),
		more: asObject(info)?.more_records === true,
		nextToken: textOf(info, 'next_page_token') ?? null,
	};
}

function refusedRead(call: ZohoCall, said: ZohoSaid): ZohoStop {
	const of = call.module ? ` of ${call.module}` : '';
	const column = textOf(said.details, 'column_name') ?? textOf(said.details, 'api_name');
	const field = column === undefined ? '' : ` (field ${column})`;
	return new ZohoStop(
		'refused',
		`Zoho refused to give records${of}${field}: ${said.code} ${said.message}`,
		fixFor(said, column),
		said,
	);
}

const FIXES: Record<string, string> = {
	INVALID_MODULE: "Choose another module under 'Module'.",
	NO_PERMISSION:
		"The connected user's profile in Zoho CRM does not allow this; an administrator can change it.",
	SYNTAX_ERROR:
		'More than two conditions need parentheses, ((A and B) and C), and text needs quotes. See near, line and column in what Zoho said.',
	EXPIRED_VALUE: 'The page token is older than 24 hours: run it again from the start.',
	LIMIT_REACHED: 'A search ends after 2,000 records: narrow it, or use the operation Query.',
};

function fixFor({ code }: ZohoSaid, column: string | undefined): string {
	if (column !== undefined) {
		return `Check the field's API name, letter by letter: Zoho CRM shows it under Setup > Developer Hub > APIs > API names. A field of this type may also not take this comparison.`;
	}
	return FIXES[code] ?? "Check the node's parameters against Zoho's message.";
}

/** Whether a read ended because Zoho refused it with this code. */
export const isRefusal = (error: unknown, code: string): boolean =>
	error instanceof ZohoStop && error.reason === 'refused' && error.said?.code === code;
