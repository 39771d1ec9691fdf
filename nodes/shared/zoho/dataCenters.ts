/**
 * Where each Zoho data centre lives. Accounts and API hosts of us … ca:
 * https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html; sa and uk accounts hosts:
 * https://www.zoho.com/accounts/protocol/oauth/multi-dc.html; sandbox and developer hosts, and the
 * upload hosts of ca and sa: `routes/dc/*` of Zoho's TypeScript SDK. What Zoho publishes nowhere
 * (uk and ae beyond the API host, download hosts outside us) follows the pattern of the others.
 */
export type DataCenterId = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'ae';
export type Environment = 'production' | 'sandbox' | 'developer';

export interface DataCenter {
	id: DataCenterId;
	label: string;
	accounts: string;
	api: string;
	sandbox: string;
	developer: string;
	/** Uploads of bulk write files go here, not to the API host. */
	content: string;
	/** Result files of bulk write jobs are served from here. */
	download: string;
}

const regular = (id: DataCenterId, label: string, domain: string): DataCenter => ({
	id,
	label,
	accounts: `accounts.zoho.${domain}`,
	api: `www.zohoapis.${domain}`,
	sandbox: `sandbox.zohoapis.${domain}`,
	developer: `developer.zohoapis.${domain}`,
	content: `content.zohoapis.${domain}`,
	download: `download-accl.zoho.${domain}`,
});

export const dataCenters: Record<DataCenterId, DataCenter> = {
	us: regular('us', 'United States (zoho.com)', 'com'),
	eu: regular('eu', 'Europe (zoho.eu)', 'eu'),
	in: regular('in', 'India (zoho.in)', 'in'),
	au: regular('au', 'Australia (zoho.com.au)', 'com.au'),
	jp: regular('jp', 'Japan (zoho.jp)', 'jp'),
	cn: regular('cn', 'China (zoho.com.cn)', 'com.cn'),
	ca: {
		...regular('ca', 'Canada (zohocloud.ca)', 'ca'),
		accounts: 'accounts.zohocloud.ca',
		content: 'upload.zohocloud.ca',
		download: 'download-accl.zohocloud.ca',
	},
	sa: { ...regular('sa', 'Saudi Arabia (zoho.sa)', 'sa'), content: 'files.zoho.sa' },
	uk: regular('uk', 'United Kingdom (zoho.uk)', 'uk'),
	ae: regular('ae', 'United Arab Emirates (zoho.ae)', 'ae'),
};

export const isDataCenterId = (value: unknown): value is DataCenterId =>
	typeof value === 'string' && Object.hasOwn(dataCenters, value);

/** The data centre whose API host (of any environment) this is; null for hosts that are not Zoho's. */
export function dataCenterOfHost(host: string): DataCenter | null {
	const wanted = host.toLowerCase();
	return (
		Object.values(dataCenters).find((each) =>
			[each.api, each.sandbox, each.developer].includes(wanted),
		) ?? null
	);
}
