import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** An item that holds no file under a name. */
export interface NoFile {
	/** What it holds instead, and where files come from. */
	fix: string;
}

/** The file of an input item, or why there is none: n8n's own error does not tell what the item has. */
export function inputFile(
	ctx: IExecuteFunctions,
	item: number,
	field: string,
): { file: IBinaryData } | NoFile {
	try {
		return { file: ctx.helpers.assertBinaryData(item, field) };
	} catch {
		const held = Object.keys(ctx.getInputData()[item]?.binary ?? {});
		const fix =
			held.length > 0
				? `It has ${held.join(', ')}.`
				: 'It has no file at all: fetch or read one before, with HTTP Request or Read/Write Files from Disk.';
		return { fix };
	}
}
