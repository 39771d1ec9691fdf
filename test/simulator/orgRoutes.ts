import { EDITIONS } from './editions';
import type { Org } from './org';
import { answer, noContent } from './replies';
import { zohoTime } from './recordTime';
import type { Route, SimCall, SimReply } from './route';

/** Org data: https://www.zoho.com/crm/developer/docs/api/v8/get-org-data.html, get-user-licenses.html, OpenAPI `org.json`. */
export const orgRoutes: Route[] = [
	{
		method: 'GET',
		tree: 'crm',
		path: 'org',
		name: 'org.get',
		scopes: () => ['ZohoCRM.org.READ'],
		price: () => 1,
		handle: ({ org }) => answer({ org: [orgJson(org)] }),
	},
	{
		method: 'GET',
		tree: 'crm',
		path: '__features/:feature',
		name: 'features.get',
		scopes: () => ['ZohoCRM.features.READ'],
		price: () => 1,
		handle: (call, { feature }) => featureReply(call, feature),
	},
];

function featureReply({ org }: SimCall, feature: string): SimReply {
	if (feature !== 'user_licenses') return noContent();
	const used = org.users.filter((user) => user.status === 'active').length;
	const details = {
		available_count: { total: Math.max(org.licences - used, 0) },
		used_count: { total: used },
		limits: { total: org.licences },
	};
	const common = { components: null, parent_feature: null, module_supported: false };
	return answer({
		__features: [{ ...common, api_name: feature, details, feature_label: 'UserLicenses' }],
	});
}

function orgJson(org: Org): Record<string, unknown> {
	const owner = org.users.find((user) => user.admin);
	return {
		id: org.id,
		zgid: org.zgid,
		ezgid: org.zgid,
		zia_zgid: 0,
		company_name: org.companyName,
		alias: null,
		domain_name: `org${org.zgid}`,
		type: typeOf(org),
		primary_zuid: owner?.zuid,
		primary_email: owner?.email,
		currency: org.currency,
		iso_code: org.currency,
		currency_symbol: org.currency,
		currency_locale: 'en_US',
		time_zone: org.timeZone,
		created_time: zohoTime(org.createdAt, org.timeZone),
		license_details: licenseDetails(org),
		...BLANK_ADDRESS,
		...FLAGS,
	};
}

function typeOf(org: Org): string {
	if (org.switches.orgTypeSpelling === 'lower') return org.type;
	return org.type[0].toUpperCase() + org.type.slice(1);
}

function licenseDetails(org: Org) {
	const paid = org.edition !== 'free';
	const expiry = zohoTime(org.createdAt + 365 * 24 * 3_600_000, org.timeZone);
	return {
		paid,
		paid_type: EDITIONS[org.edition].paidType,
		paid_expiry: paid ? expiry : null,
		users_license_purchased: org.licences,
		portal_users_license_purchased: 0,
		trial_type: null,
		trial_expiry: null,
		trial_action: null,
	};
}

const BLANK_ADDRESS = {
	street: null,
	city: null,
	state: null,
	zip: null,
	country: 'US',
	country_code: 'US',
	phone: '',
	mobile: null,
	fax: null,
	website: '',
	description: null,
	employee_count: '',
};

const FLAGS = {
	mc_status: false,
	gapps_enabled: false,
	translation_enabled: false,
	lite_users_enabled: false,
	hipaa_compliance_enabled: false,
	privacy_settings: false,
	deletable_org_account: true,
	oauth_presence: true,
	call_icon: 'desktop',
	max_per_page: 100,
	photo_id: null,
	zia_portal_id: null,
	hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
	checkin_preferences: { restricted_event_types: null },
};
