/** One fault of a row in a bulk write's result: a code and the columns it is about. */
export interface ColumnFault {
	code: string;
	headers: string[];
}

/** Zoho's codes are capitals and underscores (api/v7/bulk-write/download-result.html). */
const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/**
 * Reads the column `ERRORS`: `CODE-Header:CODE2-H1,H2`. Headers may hold `-`, `:` and `,` themselves, so a `:` parts
 * two faults only where a code and a `-` follow it, and commas part headers only where that gives known ones.
 * @param known the headers of the file
 */
export function faultsIn(text: string, known: readonly string[]): ColumnFault[] {
	const faults: ColumnFault[] = [];
	for (const piece of text.trim().split(':')) {
		const cut = piece.indexOf('-');
		const code = (cut < 0 ? piece : piece.slice(0, cut)).trim();
		const last = faults.at(-1);
		if (CODE.test(code) && !continues(last, piece, known))
			faults.push({ code, headers: cut < 0 ? [] : [piece.slice(cut + 1)] });
		else if (last) last.headers = [[...last.headers, piece].join(':')];
		else if (piece !== '') faults.push({ code: 'UNKNOWN', headers: [piece] });
	}
	return faults.map(({ code, headers }) => ({
		code,
		headers: headers.flatMap((joined) => headersIn(joined, known)),
	}));
}

/** Whether what stands before and behind a `:` is one known header, so that the `:` belongs to it. */
function continues(
	last: ColumnFault | undefined,
	piece: string,
	known: readonly string[],
): boolean {
	if (!last || last.headers.length === 0) return false;
	const joined = `${last.headers[0]}:${piece}`;
	return known.some((header) => header.includes(':') && joined.endsWith(header));
}

/** The headers in `H1,H2`: the longest known one first at each place. */
function headersIn(joined: string, known: readonly string[]): string[] {
	const byLength = [...known].sort((a, b) => b.length - a.length);
	const found: string[] = [];
	let rest = joined;
	while (rest !== '') {
		const text = rest;
		const header =
			byLength.find((each) => text === each || text.startsWith(`${each},`)) ??
			text.split(',', 1)[0];
		found.push(header.trim());
		rest = text.slice(header.length + 1);
	}
	return found;
}
