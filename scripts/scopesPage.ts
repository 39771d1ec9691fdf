import { features, scopeSources } from '../nodes/shared/zoho/scopes';

const code = (text: string) => `\`${text}\``;

/** `docs/scopes.md`, from the same constant as the credential's boxes. */
export function scopesPage(): string {
	const rows = features.map(
		({ label, scopes, neededFor, initially, readOnly }) =>
			`| ${label} | ${scopes.map(code).join('<br>')} | ${neededFor} | ${initially ? 'yes' : 'no'} | ${readOnly ? 'no' : 'yes'} |`,
	);
	return `# Features and scopes

Each box under *Features* in the credential asks Zoho for these scopes. Zoho shows them on its consent page.
After a change, save the credential and connect again: Zoho never widens a login by itself.
What is not listed here (mail, sharing, mass convert …) goes into *Additional Scopes*.
With nothing ticked and no additional scope the login has what is ticked at first: Zoho takes none without scopes.

| Feature | Scopes | Needed for | Ticked at first | Can change data |
|---|---|---|---|---|
${rows.join('\n')}

A login that can read and nothing else: tick the boxes whose last column says no, and no others.

*Made by \`npm run docs\` from \`nodes/shared/zoho/scopes.ts\`. Sources: ${scopeSources.join(', ')}.*
`;
}
