import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export const BARE_CALLS = 'bareCalls';
export const BARE_ITEMS = 'bareItems';

const ROWS_PER_CALL = 100;
/** As the Batch Upsert node by default. */
export const PARALLEL = 2;

/**
 * A node that sends the same bytes as the Batch Upsert node in as many calls by n8n's own helper, as many at a time, parses
 * each answer once and passes its input on: what n8n itself takes for the calls.
 */
export const bareCalls = (origin: string): INodeType =>
	floorNode(BARE_CALLS, async (ctx) => {
		const items = ctx.getInputData();
		let next = 0;
		const sender = async () => {
			while (next < items.length) {
				const part = items.slice(next, (next += ROWS_PER_CALL));
				await upsertBare(ctx, origin, part);
			}
		};
		const parallel = ctx.getNodeParameter('parallel', 0, PARALLEL) as number;
		await Promise.all(Array.from({ length: parallel }, sender));
		return items;
	});

async function upsertBare(
	ctx: IExecuteFunctions,
	origin: string,
	items: INodeExecutionData[],
): Promise<void> {
	const data = items.map(({ json }) => json);
	const answer = (await ctx.helpers.httpRequestWithAuthentication.call(ctx, 'zohoCrmOAuth2Api', {
		method: 'POST',
		url: `${origin}/crm/v8/Leads/upsert`,
		headers: { 'content-type': 'application/json' },
		body: Buffer.from(JSON.stringify({ data, duplicate_check_fields: ['Email'] })),
		encoding: 'text',
	})) as string;
	const { data: entries } = JSON.parse(answer) as { data: unknown[] };
	if (entries.length !== items.length) throw new Error('An answer is short of entries');
}

/** A node that puts out items of the shape that the output contract asks of a written row, and does nothing else. */
export const bareItems: INodeType = floorNode(BARE_ITEMS, async (ctx) =>
	ctx.getInputData().map((_, row) => writtenItem(row)),
);

const AT = '2026-01-31T09:30:00-08:00';
const USER = { name: 'Ada Admin', id: '5725767000000100389' };

/** As Zoho answers a new record and our contract tells of it. Objects and the id are made anew, other texts shared. */
function writtenItem(row: number): INodeExecutionData {
	const id = `57257670000${10_000_000 + row}`;
	const json = {
		id,
		action: 'insert',
		status: 'success',
		code: 'SUCCESS',
		message: 'record added',
		duplicateField: null,
		details: {
			Modified_Time: AT,
			Modified_By: { ...USER },
			Created_Time: AT,
			id,
			Created_By: { ...USER },
			$approval_state: 'approved',
		},
		outcome: 'written',
		credits: { cost: row % 10 === 0 ? 1 : 0 },
	};
	return { json, pairedItem: { item: row } };
}

function floorNode(
	name: string,
	work: (ctx: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
			properties: [
				{ displayName: 'Parallel', name: 'parallel', type: 'number', default: PARALLEL },
			],
		},
		async execute() {
			return [await work(this)];
		},
	};
}
