import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { LeadRow } from './step';

const FIRST =
	'Ada Bea Cem Dora Emil Fatima Goran Hana Ines Jonas Kira Lars Mina Nils Olga Pavel'.split(' ');
const LAST =
	'Adler Berg Costa Dietz Evans Fontana Gruber Horvat Ito Jensen Kovac Lindt Meyer Novak'.split(
		' ',
	);
const CITY = ['Graz, AT', 'Porto, PT', 'Austin, TX', 'Leeds, UK', 'Lyon, FR', 'Osaka, JP'];

/** Leads that look like an export, each with its own e-mail address; the same ones every time. */
export function generateLeads(count: number): LeadRow[] {
	return Array.from({ length: count }, (_, at) => {
		const first = FIRST[at % FIRST.length];
		const last = LAST[(at * 5 + Math.floor(at / FIRST.length)) % LAST.length];
		const [city, state] = CITY[at % CITY.length].split(', ');
		return {
			first_name: first,
			last_name: last,
			company_name: `${last} & Partners ${at % 90}`,
			address: `${(at % 200) + 1} Station Road`,
			city,
			state,
			zip: String(10_000 + at),
			phone1: `555-01${String(at % 100).padStart(2, '0')}`,
			phone2: `555-02${String(at % 100).padStart(2, '0')}`,
			email: `${first}.${last}.${at}@example.com`.toLowerCase(),
			web: `https://www.example.com/${at}`,
		};
	});
}

/** A CSV of leads with a header row; cells stay text. */
export const readLeads = (file: string): LeadRow[] =>
	parse(readFileSync(file), { columns: true, skip_empty_lines: true, bom: true }) as LeadRow[];

/** How the workflow maps a CSV row onto Zoho's fields: an n8n expression, as a user writes it. */
export const LEAD_EXPRESSION = `={{ {
	First_Name: $json.first_name,
	Last_Name: $json.last_name,
	Company: $json.company_name,
	Street: $json.address,
	City: $json.city,
	State: $json.state,
	Zip_Code: $json.zip,
	Phone: $json.phone1,
	Mobile: $json.phone2,
	Email: $json.email,
	Website: $json.web,
} }}`;
