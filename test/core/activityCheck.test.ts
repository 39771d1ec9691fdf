import { checkActivity } from '../../nodes/shared/core/activityCheck';

const nothing = new Set<string>();
const ID = '5725767000000100383';

describe('A note to be made', () => {
	it.each([
		[{ Parent_Id: ID, $se_module: 'Leads' }],
		[{ Parent_Id: { id: ID }, $se_module: 'Leads' }],
		[{ Parent_Id: { module: { api_name: 'Leads' }, id: ID } }],
	])('that says %j hangs on that lead', (parent) => {
		const note = { Note_Content: 'x', ...parent };
		expect(checkActivity('Notes', note, nothing)).toEqual({
			record: {
				Note_Content: 'x',
				Parent_Id: { module: { api_name: 'Leads' }, id: ID },
				$se_module: 'Leads',
			},
		});
	});

	it('may name its parent where names become ids', () => {
		const note = { Note_Content: 'x', Parent_Id: 'Acme', $se_module: 'Accounts' };
		expect(checkActivity('notes', note, new Set(['Parent_Id']))).toEqual({
			record: { ...note, Parent_Id: { module: { api_name: 'Accounts' }, name: 'Acme' } },
		});
		expect(checkActivity('Notes', note, nothing)).toMatchObject({ code: 'NOTE_PARENT_NOT_AN_ID' });
	});
});

describe('A task, call or meeting to be made', () => {
	it.each(['Tasks', 'Calls', 'Events'])('in %s needs the module of what it is about', (module) => {
		const about = { Subject: 'x', What_Id: ID };
		expect(checkActivity(module, about, nothing)).toMatchObject({ code: 'SE_MODULE_MISSING' });
		const named = { ...about, $se_module: 'Deals' };
		expect(checkActivity(module, named, nothing)).toEqual({ record: named });
		expect(checkActivity(module, { Subject: 'x' }, nothing)).toEqual({ record: { Subject: 'x' } });
	});

	it('of other modules nothing is asked', () => {
		const lead = { What_Id: ID };
		expect(checkActivity('Leads', lead, nothing)).toEqual({ record: lead });
	});
});
