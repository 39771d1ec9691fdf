/** Why a question brought no record; such rows come out on Not Found. */
export interface Miss {
	outcome: 'notFound' | 'refused' | 'notSent';
	code: string;
	message: string;
	details: Record<string, unknown>;
	/** One sentence for a person: what happened, what to do. */
	reason: string;
}

/** Zoho was asked and has no such record. */
export const notFound = (reason: string, details: Record<string, unknown> = {}): Miss => ({
	outcome: 'notFound',
	code: 'NOT_FOUND',
	message: reason,
	details,
	reason,
});
