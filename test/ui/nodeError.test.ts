import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { RunReport } from '../../nodes/shared/core/report';
import { nodeErrorFor } from '../../nodes/shared/ui/nodeError';
import { ZohoStop } from '../../nodes/shared/zoho/stop';
import { creditsGone, loginRefused, noRefreshToken } from '../../nodes/shared/zoho/wordings';

const node: INode = {
	id: '1',
	name: 'Batch',
	type: 'zoho',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const said = {
	status: 400,
	code: 'INVALID_DATA',
	message: 'the module name given seems to be invalid',
	details: { resource_path_index: 0, of: ['Leeds'] },
};

describe('the error that n8n shows for anything else', () => {
	const report = { cost: 7, calls: 2 } as RunReport;

	it.each([
		["n8n's or our own", new NodeOperationError(node, "'Show' cannot be Paths")],
		['unexpected', new TypeError('disk full')],
	])('carries the credit report, too: %s', (_, thrown) => {
		const error = nodeErrorFor(node, thrown, { report }) as NodeOperationError;
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(thrown.message);
		expect(error.context.credits).toBe(report);
	});
});

describe('the error that n8n shows for a stop', () => {
	it("says what happened, how to go on, and Zoho's code, message and details whole", () => {
		const stop = new ZohoStop('refused', 'Zoho refused Leeds', "Choose another 'Module'.", said);
		const error = nodeErrorFor(node, stop) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Zoho refused Leeds');
		expect(error.description).toContain("Choose another 'Module'.");
		expect(error.description).toContain('INVALID_DATA the module name given seems to be invalid');
		expect(error.description).toContain('{"resource_path_index":0,"of":["Leeds"]}');
		expect(error.httpCode).toBe('400');
		expect(error.context).toMatchObject({ stop: 'refused', said });
	});

	it.each([401, 403, 404, 429, 500])(
		'keeps our words where n8n has some of its own for a %i',
		(status) => {
			const stop = loginRefused(
				{ environment: 'production', dataCenter: 'eu' },
				{ ...said, status },
			);
			const error = nodeErrorFor(node, stop) as NodeApiError;
			expect(error.message).toBe('Zoho does not know this login in the data centre EU');
			expect(error.description).toContain("'Data Centre'");
		},
	);

	it('says so without Zoho where Zoho was not asked', () => {
		const error = nodeErrorFor(node, noRefreshToken()) as NodeOperationError;
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.description).not.toContain('Zoho said');
		expect(error.context).toMatchObject({ stop: 'login', said: null });
	});

	it('carries the credit report and the summary of the rows', () => {
		const report = { cost: 7, calls: 2 } as RunReport;
		const error = nodeErrorFor(node, creditsGone(said), { report, summary: 'Rows written: 40.' });
		expect((error as NodeApiError).description).toContain('Rows written: 40.');
		expect((error as NodeApiError).context).toMatchObject({ credits: { cost: 7 } });
	});

	it("leaves n8n's own errors as they are and wraps everything else", () => {
		const own = new NodeOperationError(node, 'mine');
		expect(nodeErrorFor(node, own)).toBe(own);
		expect(nodeErrorFor(node, new TypeError('oops')).message).toBe('oops');
		expect(nodeErrorFor(node, 'text').message).toBe('text');
	});
});
