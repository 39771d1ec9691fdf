import { createRequire } from 'node:module';
import { BinaryDataService } from 'n8n-core';
import { ZohoCrmBulkJob } from '../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { clientPace } from '../nodes/shared/zoho/session';
import type { IssuedToken } from '../test/simulator/seed';
import { createEngine } from '../test/support/engine';
import { errorOf, itemsOf } from '../test/support/results';
import { chain } from '../test/support/workflow';
import { credentialFor } from '../test/support/zohoCredential';

const BULK = 'zohoCrmBulkJob';

/** n8n-core's own container of services: another copy would know none of them. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(service: abstract new (...args: never[]) => T): T };
};

/** An engine whose binary data is on disk, as n8n's is by default; waiting lets the simulator's jobs end. */
export async function exportEngine(origin: string, token: IssuedToken) {
	await Container.get(BinaryDataService).init();
	clientPace.sleep = async () => {
		const body = JSON.stringify({ advance: 60_000 });
		await fetch(`${origin}/_sim/clock`, { method: 'POST', body });
	};
	const credential = credentialFor(origin, {
		clientId: '1000.SIMULATOR',
		clientSecret: 'simulator-secret',
		oauthTokenData: { ...token },
	});
	return createEngine({ nodes: [new ZohoCrmBulkJob()], credentials: [credential] });
}

/** @returns bytes of the file, on disk */
export async function exportLeads(
	engine: Awaited<ReturnType<typeof exportEngine>>,
	rows: number,
): Promise<number> {
	const parameters = {
		operation: 'export',
		module: { __rl: true, mode: 'name', value: 'Leads' },
		fields: ['Last_Name', 'Email', 'City', 'Owner'],
		exportRoute: 'bulkRead',
		wait: 'poll',
	};
	const run = await engine.run(chain([{}], { type: BULK, parameters }));
	const error = errorOf(run);
	if (error) throw error;
	const [{ json, binary }] = itemsOf(run, BULK);
	if (json.rows !== rows || !binary?.data.id?.startsWith('filesystem'))
		throw new Error(`No file of ${rows} rows on disk: ${JSON.stringify({ json, binary })}`);
	return binary.data.bytes ?? 0;
}
