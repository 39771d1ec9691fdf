import { cellText, cellValue } from '../../nodes/shared/core/csvTypes';
import type { ExportField } from '../../nodes/shared/core/exportColumns';
import { exportColumns, modulesReached, rowReader } from '../../nodes/shared/core/exportColumns';

const field = (
	apiName: string,
	dataType: string,
	more: Partial<ExportField> = {},
): ExportField => ({
	apiName,
	label: apiName,
	dataType,
	length: null,
	readOnly: false,
	mandatory: false,
	unique: false,
	external: false,
	visible: true,
	picklist: [],
	module: null,
	jsonType: null,
	linksTo: null,
	...more,
});

const user = (name: string) => field(name, 'ownerlookup', { linksTo: 'users' });
const fields = [
	field('Last_Name', 'text'),
	field('Account_Name', 'lookup', { linksTo: 'Accounts' }),
	field('Parent', 'lookup', { linksTo: 'Projects' }),
	...['Owner', 'Created_By', 'Modified_By', 'Approver'].map(user),
	field('Total', 'formula', { jsonType: 'double' }),
];

describe('The columns of an export', () => {
	it('are the id, the chosen fields, and the name that each lookup shows', () => {
		const { columns } = exportColumns(['Account_Name', 'Parent', 'Owner', 'Total'], fields);
		expect(columns).toEqual([
			{ path: 'id', type: 'text' },
			{ path: 'Account_Name', type: 'lookup' },
			{ path: 'Account_Name.Account_Name', type: 'text', nameOf: 'Account_Name' },
			{ path: 'Parent', type: 'lookup' },
			{ path: 'Parent.Name', type: 'text', nameOf: 'Parent' },
			{ path: 'Owner', type: 'lookup' },
			{ path: 'Owner.last_name', type: 'text', nameOf: 'Owner' },
			{ path: 'Total', type: 'number' },
		]);
	});

	it('reach through five lookups, chosen paths first', () => {
		const names = fields.map(({ apiName }) => apiName);
		const { columns, nameless } = exportColumns([...names, 'Approver.email'], fields);
		expect(nameless).toEqual(['Modified_By']);
		const joins = columns.map(({ path }) => path.split('.')).filter((parts) => parts[1]);
		expect(new Set(joins.map(([lookup]) => lookup)).size).toBe(5);
	});

	it('have the types of the fields beyond lookups', () => {
		const beyond = new Map([['Accounts', [field('Annual_Revenue', 'currency')]]]);
		const paths = ['Account_Name.Annual_Revenue', 'Owner.email'];
		expect(modulesReached(paths, fields)).toEqual(['Accounts']);
		expect(exportColumns(paths, fields, beyond).columns.slice(1)).toEqual([
			{ path: 'Account_Name.Annual_Revenue', type: 'number' },
			{ path: 'Owner.email', type: 'text' },
		]);
	});
});

describe('A row of the file', () => {
	it('becomes an item by the names in the header, in whatever order', () => {
		const { columns } = exportColumns(['Account_Name', 'Total', 'Parent'], fields);
		const header = ['Total', 'Parent', 'Account_Name.Account_Name', 'id', 'Account_Name', 'New'];
		const read = rowReader(columns, header);
		expect(read(['1.5', '', 'Zylker', '5725767000000100001', '77', 'x'])).toEqual({
			Total: 1.5,
			Parent: null,
			id: '5725767000000100001',
			Account_Name: { id: '77', name: 'Zylker' },
			New: 'x',
		});
	});
});

describe('A cell', () => {
	it.each([
		['number', '12', 12],
		['number', '-0.50', -0.5],
		['number', '5725767000000100001', '5725767000000100001'],
		['number', 'n/a', 'n/a'],
		['boolean', 'TRUE', true],
		['boolean', 'false', false],
		['list', 'a;b', ['a', 'b']],
		['list', '', []],
		['text', '007', '007'],
		['text', '=1+1', '=1+1'],
		['text', '', null],
	] as const)('of type %s with %j is %j', (type, text, value) => {
		expect(cellValue(type, text)).toEqual(value);
	});

	it('has the text that a job writes for what a query gives', () => {
		expect([null, 3, false, ['a', 'b'], { name: 'Zylker', id: '77' }, 'x'].map(cellText)).toEqual([
			'',
			'3',
			'false',
			'a;b',
			'77',
			'x',
		]);
	});
});
