/** What the last node of `workflows/upsertOnCall.json` answers. */
export interface UpsertAnswer {
	/** Of the execution. */
	id: string;
	rows: number;
	/** The different outcomes of its rows. */
	outcomes: string[];
	credits: number;
}

export const ROWS_A_CALL = 15;
/** 1 for every started ten records. */
export const CREDITS_A_CALL = 2;

/** New leads, others for each call. */
export function leads(call: number) {
	return Array.from({ length: ROWS_A_CALL }, (_, row) => ({
		Company: 'Acme',
		Last_Name: `Lead ${row}`,
		Email: `lead${row}.of.call${call}@example.com`,
	}));
}
