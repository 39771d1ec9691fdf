/** Limits of a bulk write: https://www.zoho.com/crm/developer/docs/api/bulk-write/limitations.html. */
export const ROWS_PER_FILE = 25_000;
export const COLUMNS_PER_FILE = 200;
/** Of the zip. A little stays free for what the upload adds around it. */
export const ZIP_BYTES = 25 * 1024 * 1024 - 64 * 1024;

/** Modules that cannot be imported (same page): by small letters, and what to use instead. */
const BARRED = new Map([
	['attachments', 'Composite Request: API Call'],
	['calls', 'Batch Upsert'],
	['events', 'Batch Upsert'],
	['notes', 'Batch Upsert'],
]);

/** What to use instead for a module that bulk write does not take; undefined for any other. */
export const insteadOfBulkWrite = (module: string): string | undefined =>
	BARRED.get(module.toLowerCase());
