import type { NotWritten, Written } from './outcome';

/** The write was read back and is there. */
export const confirmedWrite = (action: Written['action'], id: string | null): Written => ({
	outcome: 'written',
	id,
	action,
	code: 'CONFIRMED_BY_READING_BACK',
	message:
		action === 'delete'
			? "Zoho's answer was lost; the record was looked for and is gone"
			: "Zoho's answer was lost; the record was read back and holds what was sent",
	details: id === null ? {} : { id },
	duplicateField: null,
	confirmedBy: 'readBack',
});

/**
 * Nobody can tell what became of the write.
 * @param reason how the answer was lost; `why` it could not be found out; `sentAt` by our clock (epoch ms)
 */
export const unknownWrite = (reason: string, why: string, sentAt: number): NotWritten => ({
	outcome: 'unknown',
	code: 'OUTCOME_UNKNOWN',
	message: `Zoho's answer was lost (${reason})`,
	details: {},
	reason: `Zoho may or may not have written this row: ${reason}, and ${why}. It is not sent again by itself`,
	sentAt,
});
