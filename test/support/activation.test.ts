import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerOf } from './activation';
import { editorOf } from './editor';
import { createEngine } from './engine';

/** Knows its subscription by static data, ticks, receives, and fills drop-downs. */
const bell: INodeType = {
	description: {
		displayName: 'Bell Trigger',
		name: 'bellTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'bellTrigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'ring', responseMode: 'onReceived' }],
		properties: [{ displayName: 'Tone', name: 'tone', type: 'string', default: 'high' }],
	},
	webhookMethods: {
		default: {
			async checkExists() {
				return this.getWorkflowStaticData('node').url !== undefined;
			},
			async create() {
				this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
				return true;
			},
			async delete() {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	},
	async trigger() {
		this.helpers.registerCron({ expression: '0 0 * * * *' }, () => {
			this.emit([[{ json: { tone: this.getNodeParameter('tone') } }]]);
			this.saveFailedExecution(new Error('No bell') as never);
		});
		return {};
	},
	async webhook() {
		if (this.getQueryData() && this.getHeaderData().token !== 'secret') {
			this.getResponseObject().status(401).json({});
			return { noWebhookResponse: true };
		}
		return { workflowData: [[{ json: this.getBodyData() }]] };
	},
	methods: {
		loadOptions: {
			async getTones() {
				return [{ name: String(this.getCurrentNodeParameter('tone')), value: 'x' }];
			},
		},
		listSearch: {
			async tones(filter) {
				return { results: [{ name: filter ?? 'all', value: 'x' }] };
			},
		},
	},
};

const engine = createEngine({ nodes: [bell], base: 'https://bells.example.com' });

describe('a trigger in the engine', () => {
	it('is asked whether it exists, created and deleted over one static data', async () => {
		const trigger = triggerOf(engine, 'bellTrigger');
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		expect(await trigger.hook('checkExists')).toBe(true);
		expect(JSON.stringify(trigger.staticData)).toContain('https://bells.example.com/webhook/');
		await trigger.hook('delete');
		expect(await trigger.hook('checkExists')).toBe(false);
	});

	it('has another URL while it listens for a test event', async () => {
		const trigger = triggerOf(engine, 'bellTrigger', {}, { when: 'test' });
		await trigger.hook('create', 'manual');
		expect(JSON.stringify(trigger.staticData)).toContain('/webhook-test/');
	});

	it('emits and reports failures when its cron ticks', async () => {
		const trigger = triggerOf(engine, 'bellTrigger', { tone: 'low' });
		await trigger.listen();
		expect(trigger.crons.map(({ expression }) => expression)).toEqual(['0 0 * * * *']);
		await trigger.crons[0].tick();
		expect(trigger.emitted).toEqual([[[{ json: { tone: 'low' } }]]]);
		expect(trigger.failures.map(({ message }) => message)).toEqual(['No bell']);
	});

	it('receives calls, and its own answer is what the caller sees', async () => {
		const trigger = triggerOf(engine, 'bellTrigger');
		expect((await trigger.receive({ body: { a: 1 } })).status).toBe(401);
		const { data } = await trigger.receive({ headers: { token: 'secret' }, body: { a: 1 } });
		expect(data.workflowData).toEqual([[{ json: { a: 1 } }]]);
	});
});

describe('the editor in the engine', () => {
	it('fills drop-downs from the form as it stands', async () => {
		const editor = editorOf(engine, 'bellTrigger', { tone: 'deep' });
		expect(await editor.options('getTones')).toEqual([{ name: 'deep', value: 'x' }]);
		expect((await editor.search('tones', 'lo')).results).toEqual([{ name: 'lo', value: 'x' }]);
		await expect(editor.mapping('none')).rejects.toThrow("no editor method 'none'");
	});
});
