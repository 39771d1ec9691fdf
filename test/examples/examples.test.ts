import type { INodeProperties } from 'n8n-workflow';

import { properties as apiCredits } from '../../nodes/ZohoCrmApiCredits/description';
import { properties as batchRead } from '../../nodes/ZohoCrmBatchRead/description';
import { properties as batchUpsert } from '../../nodes/ZohoCrmBatchUpsert/description';
import { properties as bulkJob } from '../../nodes/ZohoCrmBulkJob/description';
import { properties as cachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/description';
import { properties as composite } from '../../nodes/ZohoCrmCompositeRequest/description';
import { properties as trigger } from '../../nodes/ZohoCrmNotificationTrigger/description';
import type { ExampleNode } from './examples';
import { example, exampleNames, exampleText } from './examples';

const FORMS: Record<string, INodeProperties[]> = {
	zohoCrmApiCredits: apiCredits,
	zohoCrmBatchRead: batchRead,
	zohoCrmBatchUpsert: batchUpsert,
	zohoCrmBulkJob: bulkJob,
	zohoCrmCachedMetadata: cachedMetadata,
	zohoCrmCompositeRequest: composite,
	zohoCrmNotificationTrigger: trigger,
};

const ours = ({ type }: ExampleNode) => /^n8n-nodes-zoho-crm-credits\.(.+)$/.exec(type)?.[1];

describe.each(exampleNames)('the example %s', (name) => {
	const { nodes, connections, settings } = example(name);

	it('is written as n8n exports it, with a note about itself', () => {
		expect(exampleText(name)).toBe(JSON.stringify(JSON.parse(exampleText(name)), null, '\t'));
		expect(settings.executionOrder).toBe('v1');
		const about = nodes.find((node) => node.name === 'About');
		expect(about?.type).toBe('n8n-nodes-base.stickyNote');
		expect(String(about?.parameters.content)).toContain('credential');
	});

	it('connects nodes that are there, each named once', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		const ends = Object.values(connections).flatMap(({ main }) => main.flat());
		for (const end of [...Object.keys(connections), ...ends.map(({ node }) => node)])
			expect(names).toContain(end);
	});

	it('fills fields that the forms of our nodes have, with values they offer', () => {
		for (const node of nodes) {
			const type = ours(node);
			if (type === undefined) continue;
			for (const [field, value] of Object.entries(node.parameters)) {
				const properties = FORMS[type].filter((property) => property.name === field);
				expect({ node: node.name, field, found: properties.length > 0 }).toEqual({
					node: node.name,
					field,
					found: true,
				});
				expectOffered(properties, value);
			}
		}
	});

	it('holds nobody’s credential, and no address but example.com', () => {
		for (const { credentials = {} } of nodes)
			for (const each of Object.values(credentials)) expect(each).toEqual({ id: '', name: '' });
		const hosts = [...exampleText(name).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => !host.endsWith('example.com'))).toEqual([]);
	});
});

function expectOffered(properties: INodeProperties[], value: unknown) {
	const lists = properties.filter(({ type }) => type === 'options');
	if (lists.length === 0) return;
	// What an expression gives shows only when it runs; the form must let it be one.
	if (String(value).startsWith('={{'))
		return expect(lists.every(({ noDataExpression }) => noDataExpression)).toBe(false);
	const offered = lists.flatMap(({ options = [] }) =>
		options.map((option) => ('value' in option ? option.value : undefined)),
	);
	expect(offered).toContain(value);
}
