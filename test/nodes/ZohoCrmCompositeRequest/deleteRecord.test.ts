import type { CompositeStory } from './compositeStory';
import { lead, named, openComposite, sendForm } from './compositeStory';

let story: CompositeStory;
beforeEach(async () => {
	story = await openComposite();
});
afterEach(async () => await story.close());

describe('the form that deletes a record', () => {
	it('removes the double of a lead in the composite that completes the lead', async () => {
		const [kept, double] = story.seed('Leads', [lead(1), { ...lead(1), Phone: '1' }]);
		const module = named('Leads');

		const told = await story.send(
			[{}],
			sendForm([
				{
					name: 'fill',
					preset: 'updateRecord',
					module,
					recordId: kept,
					record: '{ "Phone": "1" }',
				},
				{ name: 'drop', preset: 'deleteRecord', module, recordId: double },
			]),
		);

		expect(told.failed).toEqual([]);
		expect(told.success[1].body).toMatchObject({ data: [{ details: { id: double } }] });
		expect(story.records('Leads')).toMatchObject([{ id: kept, Phone: '1' }]);
		expect(told.report).toMatchObject({ cost: 1, calls: 1 });
	});
});
