import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { generateLeads } from '../test/demo/leads';
import type { IssuedToken } from '../test/simulator/seed';
import { createEngine } from '../test/support/engine';
import { errorOf, itemsOf } from '../test/support/results';
import { chain } from '../test/support/workflow';
import { credentialFor } from '../test/support/zohoCredential';

export const UPSERT = 'zohoCrmBatchUpsert';

/** Each item is a record as it stands: the plainest and most common way in. */
export const upsertParameters: INodeParameters = {
	operation: 'upsert',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	recordsFrom: 'item',
	matchingFields: { fields: [{ field: 'Email' }] },
};

/** Leads under Zoho's own field names. */
export const leadRecords = (count: number): IDataObject[] =>
	generateLeads(count).map((lead) => ({
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
	}));

export function upsertEngine(origin: string, token: IssuedToken) {
	const credential = credentialFor(origin, {
		clientId: '1000.SIMULATOR',
		clientSecret: 'simulator-secret',
		oauthTokenData: { ...token },
	});
	return createEngine({ nodes: [new ZohoCrmBatchUpsert()], credentials: [credential] });
}

/** Runs the items through a node and looks that all came out on its first output. */
export async function runThrough(
	engine: ReturnType<typeof createEngine>,
	type: string,
	items: IDataObject[],
): Promise<IRun> {
	const parameters = type === UPSERT ? upsertParameters : {};
	const run = await engine.run(chain(items, { type, name: 'Measured', parameters }));
	const error = errorOf(run);
	if (error) throw error;
	const out = itemsOf(run, 'Measured').length;
	if (out !== items.length) throw new Error(`${out} of ${items.length} items came out`);
	return run;
}
