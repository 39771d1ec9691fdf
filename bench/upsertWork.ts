import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { generateLeads } from '../test/demo/leads';
import type { IssuedToken } from '../test/simulator/seed';
import { createEngine } from '../test/support/engine';
import { errorOf, itemsOf } from '../test/support/results';
import { chain } from '../test/support/workflow';
import { credentialFor } from '../test/support/zohoCredential';
import { bareCalls, bareItems } from './floorNodes';

export const UPSERT = 'zohoCrmBatchUpsert';
export const PASS_THROUGH = 'n8n-nodes-base.noOp';

/** Each item is a record as it stands: the plainest and most common way in. */
export const upsertParameters: INodeParameters = {
	operation: 'upsert',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	recordsFrom: 'item',
	matchingFields: { fields: [{ field: 'Email' }] },
};

/** Made at once; more together would count as memory of the work. */
const PIECE = 10_000;

/** Leads under Zoho's own field names, each with its own e-mail address, parsed from JSON as by the node before. */
export function leadRecords(count: number): IDataObject[] {
	const base = generateLeads(Math.min(count, PIECE)).map(leadFrom);
	const records: IDataObject[] = [];
	for (let from = 0; from < count; from += PIECE) {
		const piece = base.slice(0, count - from);
		const others = piece.map((lead) => ({ ...lead, Email: `${from}.${String(lead.Email)}` }));
		for (const record of JSON.parse(JSON.stringify(others)) as IDataObject[]) records.push(record);
	}
	return records;
}

const leadFrom = (lead: ReturnType<typeof generateLeads>[number]): IDataObject => ({
	First_Name: lead.first_name,
	Last_Name: lead.last_name,
	Company: lead.company_name,
	Street: lead.address,
	City: lead.city,
	State: lead.state,
	Zip_Code: lead.zip,
	Phone: lead.phone1,
	Mobile: lead.phone2,
	Email: lead.email,
	Website: lead.web,
});

/** An engine with the node and its floors, against what listens at `origin`. */
export function upsertEngine(origin: string, token: IssuedToken) {
	const credential = credentialFor(origin, {
		clientId: '1000.SIMULATOR',
		clientSecret: 'simulator-secret',
		oauthTokenData: { ...token },
	});
	const nodes = [new ZohoCrmBatchUpsert(), bareCalls(origin), bareItems];
	return createEngine({ nodes, credentials: [credential] });
}

/** Runs the items through a node and looks that all came out on its first output. */
export async function runThrough(
	engine: ReturnType<typeof createEngine>,
	type: string,
	items: IDataObject[],
	options: INodeParameters = {},
): Promise<IRun> {
	const parameters = type === UPSERT ? { ...upsertParameters, options } : options;
	const run = await engine.run(chain(items, { type, name: 'Measured', parameters }));
	const error = errorOf(run);
	if (error) throw error;
	const out = itemsOf(run, 'Measured').length;
	if (out !== items.length) throw new Error(`${out} of ${items.length} items came out`);
	return run;
}
