/**
 * Zoho's limits that shape a plan, each with the page that states it.
 * `api/v8/…` stands for https://www.zoho.com/crm/developer/docs/api/v8/….
 */

/** Records in one insert, update, upsert or delete call: api/v8/upsert-records.html. */
export const RECORDS_PER_WRITE = 100;

/** Records that one credit buys in a write call: api/v8/api-limits.html. */
export const RECORDS_PER_CREDIT = 10;

/** Ids in one `actions/mass_update` call: api/v8/mass-update-records.html. */
export const IDS_PER_MASS_UPDATE = 500;

/** Values in one COQL `in (…)`: api/v8/COQL-Limitations.html. */
export const VALUES_PER_QUERY = 50;

/** Calls of the heavy kind (writes of more than ten records, COQL, composite …) at one time: api/v8/api-limits.html. */
export const HEAVY_CALLS_AT_ONCE = 10;

/** Calls at one time per organisation and client, by edition: api/v8/api-limits.html. */
export const CALLS_AT_ONCE = {
	free: 5,
	standard: 10,
	professional: 15,
	enterprise: 20,
	ultimate: 25,
} as const;

export type Edition = keyof typeof CALLS_AT_ONCE;

/** The window in which credits are counted: api/v8/api-limits.html. */
export const CREDIT_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Above it a whole number in JavaScript may stand for another one; Zoho ids have 18 or 19 digits. */
export const LARGEST_EXACT_NUMBER = Number.MAX_SAFE_INTEGER;
