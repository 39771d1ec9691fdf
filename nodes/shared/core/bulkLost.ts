import type { NotWritten } from './outcome';

/** The outcome of rows whose job may or may not have been created: asking again could cost and write everything twice. */
export const lostJob = (reason: string): NotWritten => ({
	outcome: 'unknown',
	code: 'JOB_UNKNOWN',
	message: reason,
	details: {},
	reason: `Zoho's answer to the creation of the job was lost (${reason}), so it may be at work or not. Look at one of its rows in Zoho CRM before importing them again`,
});
