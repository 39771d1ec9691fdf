import type { DataCenter } from '../nodes/shared/zoho/dataCenters';
import { dataCenters } from '../nodes/shared/zoho/dataCenters';

const line = (each: DataCenter): string =>
	`| ${[each.label, each.accounts, each.api, each.sandbox, each.developer, each.content, each.download].join(' | ')} |`;

/** `docs/data-centres.md`, from the hosts that the client knows. */
export const dataCentresPage = (): string => `# Data centres

Hosts by data centre and environment. An organisation lives in one data centre; the address of its Zoho CRM tells which. The login's own answer (\`api_domain\`) goes before this table, and the access token is shown to
these hosts of its data centre and to no others (a custom base URL excepted). A firewall in front of n8n must let them through.

| Data centre | Login | Production | Sandbox | Developer | Uploads of imports | Results of imports |
|---|---|---|---|---|---|---|
${Object.values(dataCenters).map(line).join('\n')}

Zoho publishes no hosts of sandboxes, uploads and downloads for the United Kingdom and the Emirates, and downloads for the United States alone: there the pattern of the others is taken ([doubts](doubts.md)).

*Made by \`npm run docs\` from \`nodes/shared/zoho/dataCenters.ts\`. Sources: https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html, https://www.zoho.com/accounts/protocol/oauth/multi-dc.html, and the routes of Zoho's TypeScript SDK.*
`;
