import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'crypto';

import { inexactNumber } from '../shared/core/exactNumbers';
import { FormMistake } from '../shared/core/presetValues';
import { inputFile } from '../shared/ui/inputFile';
import { readJson } from './formValues';

export interface SentBody {
	wire?: string | Uint8Array;
	/** As read, for its price. */
	read?: unknown;
	/** Content type, where it is not JSON. */
	type?: string;
}

/**
 * The body of an API Call. JSON that was typed goes out as typed, digits and all.
 * @throws FormMistake for text that is no JSON, numbers that JavaScript has rounded, and a file that is not there
 */
export async function sentBody(ctx: IExecuteFunctions, item: number): Promise<SentBody> {
	const from = ctx.getNodeParameter('bodyFrom', item, 'none');
	if (from === 'file') return await fileBody(ctx, item);
	if (from !== 'json') return {};
	const given = ctx.getNodeParameter('body', item, null) as unknown;
	const read = readJson(given, 'Body');
	const wrong = typeof given === 'string' ? undefined : inexactNumber(given, 'Body');
	if (wrong)
		throw new FormMistake(wrong.key, `is the number ${wrong.value}; give ids as text (in quotes)`);
	if (read === undefined) return {};
	return { wire: typeof given === 'string' ? given : JSON.stringify(given), read };
}

/** Zoho takes files as the part `file` of a form: https://www.zoho.com/crm/developer/docs/api/v8/upload-attachment.html. */
async function fileBody(ctx: IExecuteFunctions, item: number): Promise<SentBody> {
	const field = String(ctx.getNodeParameter('inputField', item, 'data'));
	const found = inputFile(ctx, item, field);
	if ('fix' in found)
		throw new FormMistake(
			'Input Data Field Name',
			`names '${field}', where no file is. ${found.fix}`,
		);
	const { fileName = 'file', mimeType } = found.file;
	const content = await ctx.helpers.getBinaryDataBuffer(item, field);
	const boundary = `----${createHash('sha256').update(content).digest('hex').slice(0, 40)}`;
	const head =
		`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${quoted(fileName)}"\r\n` +
		`content-type: ${mimeType || 'application/octet-stream'}\r\n\r\n`;
	const wire = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return { wire, type: `multipart/form-data; boundary=${boundary}` };
}

/** As browsers write names in forms: https://html.spec.whatwg.org/#multipart-form-data. */
const quoted = (name: string): string =>
	name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
