import { nearestKey, nearestName } from '../../nodes/shared/core/nearestName';

const FIELDS = [
	'Last_Name',
	'First_Name',
	'Email',
	'Secondary_Email',
	'Phone',
	'City',
	'External_ID',
];

describe('The name that was meant', () => {
	it.each([
		['another case (R39)', 'email', 'Email'],
		['small letters', 'last_name', 'Last_Name'],
		['no separator', 'LastName', 'Last_Name'],
		['a space', 'Last Name', 'Last_Name'],
		['dashes', 'last-name', 'Last_Name'],
		['separators everywhere', 'L_a_s_t_ _N_a_n_e', 'Last_Name'],
		['a letter too many', 'Phonee', 'Phone'],
		['a letter too few', 'Emal', 'Email'],
		['a wrong letter', 'Citi', 'City'],
		['two wrong letters in a long name', 'Secondary_Emial', 'Secondary_Email'],
	])('%s: %s is %s', (_, name, meant) => {
		expect(nearestName(name, FIELDS)).toBe(meant);
	});

	it.each(['Revenue', 'x', '', 'Ci'])('of %j is not guessed', (name) => {
		expect(nearestName(name, FIELDS)).toBeUndefined();
	});

	it('is the one with the same letters before one that is written more alike', () => {
		expect(nearestName('Name1', ['Name2', 'name_1'])).toBe('name_1');
	});

	it('is the nearer of two', () => {
		expect(nearestName('Emaill', ['Emaile', 'Email'])).toBe('Emaile');
		expect(nearestName('Emaills', ['Emaile', 'Emaill'])).toBe('Emaill');
	});

	it('of nothing known is none', () => {
		expect(nearestName('Email', [])).toBeUndefined();
	});

	it('is looked for once, however many rows have the one mistyped name', () => {
		let looks = 0;
		class Counted extends Map<string, number> {
			override keys() {
				looks++;
				return super.keys();
			}
		}
		const known = new Counted(FIELDS.map((name, at) => [name, at]));
		for (let row = 0; row < 100; row++) nearestKey('Secondary_Emial', known);
		expect(nearestKey('Secondary_Emial', known)).toBe('Secondary_Email');
		expect(nearestKey('Revenue', known)).toBeUndefined();
		expect(looks).toBe(2);
	});
});
