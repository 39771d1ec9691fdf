import type { Finding } from './finding';

/** Zoho's pages on its API, version 8. */
export const PAGES = 'https://www.zoho.com/crm/developer/docs/api/v8/';
/** Zoho's SDK for the same version, made from the same descriptions; it tells which keys must be there. */
export const SDK = 'https://github.com/zoho/zohocrm-typescript-sdk-8.0';

/** A place where Zoho's OpenAPI files are known to say something else than Zoho's documentation, which we follow. */
export interface Deviation {
	operation: RegExp;
	side: Finding['side'];
	what: RegExp;
	/** Why the documentation is followed. */
	why: string;
	/** Address of the page that says so. */
	source: string;
}

type Ground = Pick<Deviation, 'why' | 'source'>;

export const explains = (deviation: Deviation, { operation, side, what }: Finding): boolean =>
	deviation.side === side && deviation.operation.test(operation) && deviation.what.test(what);

/** An answer that the files do not list. */
export const status = (operation: RegExp, code: number, ground: Ground): Deviation => ({
	operation,
	side: 'answer',
	what: new RegExp(`^status ${code} is not in the files$`),
	...ground,
});

interface Keys {
	operation: RegExp;
	side: Finding['side'];
	/** Where the object stands: `/modules/#`. */
	at: string;
	/** Names between spaces. */
	keys: string;
}

/** Keys that the files require and the documentation does not; one deviation each, so that none goes stale unseen. */
export const optional = ({ operation, side, at, keys }: Keys, ground: Ground): Deviation[] =>
	keys.split(' ').map((key) => ({
		operation,
		side,
		what: new RegExp(`^${escaped(at)} must have required property '${escaped(key)}'$`),
		...ground,
	}));

/** Keys whose value may be null by the documentation, though the files name a type without it. */
export const nullable = ({ operation, side, at, keys }: Keys, ground: Ground): Deviation[] =>
	keys.split(' ').map((key) => ({
		operation,
		side,
		what: new RegExp(
			`^${escaped(at)}/${escaped(key)} (must be \\w+, is null|is null, not among .*)$`,
		),
		...ground,
	}));

const escaped = (text: string): string => text.replace(/[$.^+()]/g, '\\$&');
