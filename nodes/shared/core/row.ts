/** A record as it goes to Zoho: API names to values. */
export type ZohoRecord = Record<string, unknown>;

/** One input row on its way to Zoho. `index` is the position of its n8n item. */
export interface Row {
	index: number;
	record: ZohoRecord;
}
