import type { WatchedModule } from '../../nodes/shared/core/channelWatch';
import {
	conditionsOf,
	eventsOf,
	isWatched,
	watchFault,
} from '../../nodes/shared/core/channelWatch';

const all = ['create', 'edit', 'delete'] as const;
const watch = (...modules: WatchedModule[]) => ({
	modules,
	affectedValues: false,
	relatedActions: false,
});
const leads: WatchedModule = { module: 'Leads', operations: all, fields: [] };

describe('Events', () => {
	it('are named one by one, or all together', () => {
		const contacts: WatchedModule = {
			module: 'Contacts',
			operations: ['edit', 'edit'],
			fields: [],
		};
		expect(eventsOf(watch(leads, contacts))).toEqual(['Leads.all', 'Contacts.edit']);
		expect(eventsOf(watch({ ...leads, operations: ['create', 'delete'] }))).toEqual([
			'Leads.create',
			'Leads.delete',
		]);
	});

	it('are those asked for, whatever the case of the module', () => {
		const wanted = watch({ ...leads, operations: ['edit'] });
		expect(isWatched(wanted, 'leads', 'edit')).toBe(true);
		expect(isWatched(wanted, 'Leads', 'create')).toBe(false);
		expect(isWatched(wanted, 'Contacts', 'edit')).toBe(false);
	});
});

describe('Conditions', () => {
	it('are left out where there are no watched fields, or no edits', () => {
		expect(conditionsOf(watch(leads))).toBeUndefined();
		const created: WatchedModule = { module: 'Leads', operations: ['create'], fields: ['Email'] };
		expect(conditionsOf(watch(created))).toBeUndefined();
	});

	it('are the field itself, or groups of two within each other', () => {
		const conditions = conditionsOf(watch({ ...leads, fields: ['Email'] }));
		expect(conditions).toMatchObject([{ field_selection: { field: { api_name: 'Email' } } }]);
		const ten = 'abcdefghij'.split('');
		let at: unknown = (conditionsOf(watch({ ...leads, fields: ten })) as never[])[0];
		let selection = (at as { field_selection: { group?: unknown[] } }).field_selection;
		let depth = 0;
		for (; selection.group; depth++) {
			expect(selection.group).toHaveLength(2);
			[, at] = selection.group;
			selection = at as { group?: unknown[] };
		}
		expect(depth).toBe(9);
	});
});

describe('A watch that Zoho would refuse', () => {
	it.each([
		['no fault with ten fields', [{ ...leads, fields: 'abcdefghij'.split('') }], undefined],
		[
			'eleven fields over two modules',
			[
				{ ...leads, fields: 'abcdef'.split('') },
				{ module: 'Contacts', operations: all, fields: 'abcde'.split('') },
			],
			/11 fields/,
		],
		['the same module twice', [leads, { ...leads, module: 'LEADS' }], /Leads|LEADS twice/],
		['Attachments', [{ ...leads, module: 'Attachments' }], /no notifications/],
		['Meetings', [{ ...leads, module: 'Meetings' }], /holds no records/],
		[
			'more than fifty events',
			Array.from({ length: 26 }, (_, at) => ({
				module: `Module_${at}`,
				operations: ['create', 'edit'] as const,
				fields: [],
			})),
			/52 events/,
		],
	])('%s', (_, modules, message) => {
		const fault = watchFault(watch(...(modules as WatchedModule[])));
		if (message === undefined) expect(fault).toBeUndefined();
		else expect(fault?.message).toMatch(message);
	});
});
