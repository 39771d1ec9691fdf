/** A public report of something that went wrong for people who do this work, with Zoho or elsewhere. */
export interface Report {
	/** As test titles name it. */
	id: string;
	/** What people saw. */
	saw: string;
	/** Public pages, or files as `owner/repository:path` where the code is the report. */
	sources: string[];
}

/** The reports that these nodes are held to, by what they are about. */
export const CHAPTERS: Array<{ title: string; reports: Report[] }> = [
	{
		title: 'Zoho CRM from n8n',
		reports: [
			{
				id: 'R01',
				saw: "Creating a lead whose e-mail is taken ends in an unknown issue; Zoho's answer was a 2xx",
				sources: ['https://github.com/n8n-io/n8n/issues/34935'],
			},
			{
				id: 'R02',
				saw: 'A refused value comes out as an unknown error, without field or type',
				sources: ['https://github.com/n8n-io/n8n/issues/8508'],
			},
			{
				id: 'R03',
				saw: 'Every reconnection lasts an hour, then a refresh token is missing',
				sources: ['https://github.com/n8n-io/n8n/issues/18037'],
			},
			{
				id: 'R04',
				saw: 'A hand-made OAuth2 credential gets no refresh token',
				sources: ['https://github.com/n8n-io/n8n/issues/12551'],
			},
			{
				id: 'R05',
				saw: 'Many executions renew the token at the same moment and spoil what is stored',
				sources: [
					'https://github.com/n8n-io/n8n/issues/12742',
					'https://github.com/n8n-io/n8n/pull/33092',
				],
			},
			{
				id: 'R06',
				saw: 'Reading all records breaks at the pages',
				sources: ['https://github.com/n8n-io/n8n/pull/3129'],
			},
			{
				id: 'R07',
				saw: 'The lists of fields ask for a module called undefined',
				sources: ['n8n-io/n8n:packages/nodes-base/nodes/Zoho/GenericFunctions.ts'],
			},
			{
				id: 'R09',
				saw: 'An upsert cannot be told by which field records are the same',
				sources: ['n8n-io/n8n:packages/nodes-base/nodes/Zoho/ZohoCrm.node.ts'],
			},
			{
				id: 'R10',
				saw: 'After an upsert nobody knows what was added and what was updated',
				sources: ['n8n-io/n8n:packages/nodes-base/nodes/Zoho/ZohoCrm.node.ts'],
			},
			{
				id: 'R12',
				saw: 'Without a trigger people poll every module, mostly for nothing',
				sources: [
					'https://n8nworkflows.xyz/workflows/monitor-zoho-crm-changes---alert-on-suspicious-activity-with-google-sheets-11488',
				],
			},
		],
	},
	{
		title: 'Data centre, token and host',
		reports: [
			{
				id: 'R13',
				saw: 'An account of the EU gets INVALID_TOKEN from the host of the US',
				sources: ['https://github.com/PipedreamHQ/pipedream/issues/2892'],
			},
			{
				id: 'R14',
				saw: 'The API host is forgotten when a renewal does not repeat it',
				sources: ['https://github.com/trycompai/comp/pull/3229'],
			},
			{
				id: 'R15',
				saw: 'Host of the US fixed in code, life of the token in the wrong unit, id read from the wrong place, field names in the wrong case',
				sources: ['https://github.com/calcom/cal.diy/pull/29258'],
			},
			{
				id: 'R17',
				saw: 'Zoho answers 200 with invalid_client, and the next call goes out without a token',
				sources: ['https://github.com/asciisd/zoho/issues/18'],
			},
			{
				id: 'R18',
				saw: 'The list of data centres lacks some',
				sources: ['https://github.com/mautic/mautic/issues/9596'],
			},
			{
				id: 'R19',
				saw: "Canada's hosts are not where one would expect them",
				sources: ['https://github.com/NangoHQ/nango/issues/7295'],
			},
			{
				id: 'R20',
				saw: 'The test of the credential always asks the US',
				sources: ['https://github.com/PipedreamHQ/pipedream/issues/21439'],
			},
			{
				id: 'R21',
				saw: 'A client works in its own region only',
				sources: ['https://github.com/activepieces/activepieces/pull/4840'],
			},
			{
				id: 'R22',
				saw: 'The token hosts of two regions are exchanged',
				sources: ['amp-labs/connectors:providers/zoho/location.go'],
			},
			{
				id: 'R24',
				saw: 'INVALID_TOKEN comes now and then, after hours or days of rest',
				sources: [
					'https://github.com/solspace/craft-freeform/issues/1372',
					'https://github.com/solspace/craft-freeform/issues/1412',
				],
			},
			{
				id: 'R25',
				saw: 'The second consent hands out no refresh token',
				sources: ['https://github.com/schmorrison/Zoho/issues/43'],
			},
			{
				id: 'R26',
				saw: 'An ended token looks like an empty result',
				sources: ['https://github.com/schmorrison/Zoho/issues/22'],
			},
			{
				id: 'R27',
				saw: 'Too many token requests are answered 200 Access Denied',
				sources: [
					'https://help.zoho.com/portal/en/community/topic/kaizen-43-tokens-and-limitations',
				],
			},
			{
				id: 'R28',
				saw: 'A missing scope sets off a renewal of the token for every item',
				sources: [
					'n8n-io/n8n:packages/core/src/execution-engine/node-execution-context/utils/request-helpers/oauth.ts',
				],
			},
			{
				id: 'R29',
				saw: 'After the renewal of the token a file is not sent again',
				sources: [
					'n8n-io/n8n:packages/core/src/execution-engine/node-execution-context/utils/request-helpers/oauth.ts',
				],
			},
		],
	},
	{
		title: 'Scopes',
		reports: [
			{
				id: 'R31',
				saw: 'A missing scope stops the set-up, and nothing says which',
				sources: [
					'https://github.com/airbytehq/airbyte/issues/32922',
					'https://github.com/airbytehq/airbyte/issues/23484',
				],
			},
			{
				id: 'R32',
				saw: 'The scope for modules is missing while the one for fields is there',
				sources: ['https://github.com/PostHog/posthog/pull/78477'],
			},
			{
				id: 'R33',
				saw: 'The scopes asked for leave out the bulk APIs',
				sources: ['https://github.com/activepieces/activepieces/issues/4839'],
			},
			{
				id: 'R34',
				saw: 'The scopes that a job needs are written down nowhere',
				sources: ['https://github.com/airbytehq/airbyte/pull/85833'],
			},
		],
	},
	{
		title: 'Upserts, duplicates and batches',
		reports: [
			{
				id: 'R36',
				saw: "One record saved is one call, until the day's limit is gone",
				sources: ['https://github.com/amalc/rubyzoho/issues/51'],
			},
			{
				id: 'R37',
				saw: '200 updates in 200 calls take minutes',
				sources: ['https://github.com/rikas/zoho_hub/issues/38'],
			},
			{
				id: 'R38',
				saw: 'A lookup cannot be set when records are updated',
				sources: ['https://github.com/PipedreamHQ/pipedream/issues/21337'],
			},
			{
				id: 'R39',
				saw: "An update finds nothing, as the field's name was in the wrong case",
				sources: ['https://github.com/cristianpontes/zoho-crm-client-php/issues/22'],
			},
			{
				id: 'R40',
				saw: 'Where e-mail is unique, a duplicate ends in an empty result',
				sources: ['https://github.com/christiaan/zohocrmclient/issues/7'],
			},
			{
				id: 'R41',
				saw: 'The fields to match by were sent where Zoho ignores them',
				sources: ['https://github.com/NangoHQ/integration-templates/pull/488'],
			},
			{
				id: 'R42',
				saw: 'A batch counts as done although some of its rows failed',
				sources: ['https://github.com/amp-labs/connectors/pull/1100'],
			},
			{
				id: 'R44',
				saw: 'Stopping at an error leaves part of a batch written',
				sources: ['trocco-io/trocco-docs-md:data-destination-zoho-crm.md'],
			},
			{
				id: 'R47',
				saw: 'Zoho looks at fields in an order of its own, and a record nobody meant is updated',
				sources: ['https://zoho.com/crm/developer/docs/api/v7/upsert-records.html'],
			},
			{
				id: 'R48',
				saw: 'An import by a field that is not unique adds everything once more',
				sources: ['https://mcp.waymark.network/r/fa0ee29a-64fd-4595-86c8-fc24ba2aa57f'],
			},
			{
				id: 'R49',
				saw: 'An upsert of a list sends one request for each entry',
				sources: [
					'https://github.com/jsforce/jsforce/issues/1156',
					'https://github.com/jsforce/jsforce/issues/1691',
				],
			},
			{
				id: 'R50',
				saw: 'The details of an error are dropped',
				sources: ['https://github.com/schmorrison/Zoho/pull/13'],
			},
			{
				id: 'R52',
				saw: 'The same key twice in one call',
				sources: ['https://zoho.com/crm/developer/docs/api/v7/upsert-records.html'],
			},
		],
	},
	{
		title: 'Field types and ids',
		reports: [
			{
				id: 'R53',
				saw: 'A multi-select given as text is refused',
				sources: ['https://github.com/verbb/formie/issues/554'],
			},
			{
				id: 'R55',
				saw: 'Dates and times are refused for want of seconds or an offset, or for milliseconds',
				sources: ['https://github.com/rikas/zoho_hub/issues/31'],
			},
			{
				id: 'R56',
				saw: 'Dates and times come out in another form than they are declared',
				sources: ['https://github.com/airbytehq/airbyte/issues/14523'],
			},
			{
				id: 'R59',
				saw: 'The rows of a subform are not written',
				sources: ['https://github.com/isotopo/zoho/issues/25'],
			},
			{
				id: 'R61',
				saw: 'Long whole numbers are rounded on the way',
				sources: ['https://github.com/n8n-io/n8n/issues/26925'],
			},
			{
				id: 'R62',
				saw: 'An 18-digit id becomes 3.56e+17',
				sources: ['https://github.com/StackStorm/st2web/issues/665'],
			},
		],
	},
	{
		title: 'Paging and empty answers',
		reports: [
			{
				id: 'R64',
				saw: 'Reading ends after 2,000 records',
				sources: ['https://github.com/airbytehq/airbyte/issues/30977'],
			},
			{
				id: 'R65',
				saw: 'Only the first 200 records come',
				sources: [
					'https://github.com/asciisd/zoho/issues/43',
					'https://github.com/asciisd/zoho/issues/39',
				],
			},
			{
				id: 'R66',
				saw: 'An empty answer (204) is a crash',
				sources: [
					'https://github.com/zoho/zcrm-php-sdk/pull/48',
					'https://github.com/zoho/zcrm-php-sdk/pull/49',
				],
			},
			{
				id: 'R68',
				saw: 'Newer versions of the API insist on a list of fields, 50 at most',
				sources: ['https://github.com/airbytehq/airbyte/issues/21164'],
			},
		],
	},
	{
		title: 'Metadata cache',
		reports: [
			{
				id: 'R70',
				saw: 'A new field is not seen until somebody empties the cache',
				sources: ['https://github.com/mautic/mautic/issues/6033'],
			},
			{
				id: 'R71',
				saw: 'A cached description outlives the field it describes',
				sources: ['https://github.com/jsforce/jsforce/issues/391'],
			},
			{
				id: 'R72',
				saw: 'After a change of the credential the fields of the old account are shown',
				sources: ['https://github.com/m2b-creator/N8N-Close/issues/22'],
			},
			{
				id: 'R73',
				saw: 'Drop-downs are slow, as each opening reads anew',
				sources: ['https://github.com/activepieces/activepieces/issues/8330'],
			},
			{
				id: 'R75',
				saw: "Zoho's SDK wants a folder to write in",
				sources: ['https://github.com/freelawproject/courtlistener/pull/6470'],
			},
			{
				id: 'R76',
				saw: 'Four reads of metadata cost four credits',
				sources: ['https://www.zoho.com/developer/docs/vertical-solutions/api/v3/whats-new.html'],
			},
		],
	},
	{
		title: 'Notification channels',
		reports: [
			{
				id: 'R77',
				saw: 'Events stop after a day',
				sources: ['https://github.com/PipedreamHQ/pipedream/issues/2197'],
			},
			{
				id: 'R78',
				saw: 'The trigger looks active and gives nothing: Zoho has lost the channel',
				sources: ['https://github.com/PipedreamHQ/pipedream/issues/8349'],
			},
			{
				id: 'R80',
				saw: 'The renewal is timed to the very end, and wipes the token',
				sources: ['PipedreamHQ/pipedream:components/zoho_crm/zoho_crm.app.mjs'],
			},
			{
				id: 'R81',
				saw: 'Renewing a dead channel answers NOT_SUBSCRIBED',
				sources: ['zoho/crm-oas:v8.0/notifications.json'],
			},
			{
				id: 'R82',
				saw: 'A life longer than allowed silently becomes an hour',
				sources: [
					'https://zoho.com/crm/developer/docs/api/v8/notifications/overview.html',
					'https://help.zoho.com/portal/en/community/topic/kaizen-170-faqs-on-notification-apis',
				],
			},
			{
				id: 'R83',
				saw: 'Changes of related records arrive unasked',
				sources: [
					'https://help.zoho.com/portal/en/community/topic/kaizen-170-faqs-on-notification-apis',
				],
			},
			{
				id: 'R85',
				saw: 'Callbacks speak of insert and update where create and edit were asked for, and hold several ids',
				sources: ['amp-labs/connectors:providers/zoho/subscriptionEvent.go'],
			},
			{
				id: 'R86',
				saw: 'A flood of callbacks, each followed by a read, ends in 429',
				sources: ['https://github.com/reapit/foundations/issues/5229'],
			},
			{
				id: 'R88',
				saw: "A life beyond the provider's limit is refused",
				sources: ['https://github.com/n8n-io/n8n/issues/18616'],
			},
			{
				id: 'R89',
				saw: 'Subscriptions are made and never renewed',
				sources: [
					'n8n-io/n8n:packages/nodes-base/nodes/Microsoft/Teams/MicrosoftTeamsTrigger.node.ts',
				],
			},
			{
				id: 'R90',
				saw: 'Listening for a test event takes the channel of the active workflow',
				sources: ['https://github.com/n8n-io/n8n/issues/387'],
			},
		],
	},
	{
		title: 'Credits, 429 and calls at once',
		reports: [
			{
				id: 'R91',
				saw: 'The credits of a day are gone, and nobody knows why',
				sources: ['https://github.com/amalc/rubyzoho/issues/26'],
			},
			{
				id: 'R92',
				saw: 'One and the same 429 for too many at once and for none left',
				sources: [
					'https://help.zoho.com/portal/en-gb/community/topic/kaizen-203-answering-your-questions-handling-api-limits-and-error-responses',
				],
			},
			{
				id: 'R93',
				saw: "The header about what is left comes only after half of the day's credits",
				sources: ['api-evangelist/zoho-crm:rate-limits/zoho-crm-rate-limits.yml'],
			},
			{
				id: 'R94',
				saw: 'The price of a batch is misread: 100 records are 10 credits, not 1 and not 100',
				sources: [
					'https://help.zoho.com/portal/en/community/topic/credit-calculation-and-concurrency-in-zoho-crm-apis',
				],
			},
			{
				id: 'R96',
				saw: 'More than ten heavy calls at once are refused in every edition',
				sources: [
					'https://help.zoho.com/portal/en/community/topic/sub-concurrency-for-complex-apis?page=51',
				],
			},
			{
				id: 'R97',
				saw: 'A blind repetition spends the credits twice',
				sources: ['https://github.com/n8n-io/n8n/issues/14423'],
			},
			{
				id: 'R98',
				saw: 'A price list in code grows old, and sources disagree',
				sources: [
					'https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html',
					'zoho/crm-oas:v8.0/apis.json',
				],
			},
		],
	},
	{
		title: 'Composite requests',
		reports: [
			{
				id: 'R99',
				saw: 'A sub-request with two records is refused',
				sources: ['https://zoho.com/crm/developer/docs/api/v7/composite-api.html'],
			},
			{
				id: 'R100',
				saw: 'Rollback and parallel together make no sense to Zoho',
				sources: ['https://zoho.com/developer/docs/vertical-solutions/api/v6/composite-api.html'],
			},
			{
				id: 'R102',
				saw: 'References to nothing, or in a circle',
				sources: ['https://zoho.com/crm/developer/docs/api/v7/composite-api.html'],
			},
			{
				id: 'R104',
				saw: 'Documentation and OpenAPI file name a key differently',
				sources: ['zoho/crm-oas:v8.0/composite_requests.json'],
			},
			{
				id: 'R105',
				saw: 'A composite takes five places, and the Free edition has five',
				sources: ['https://zoho.com/crm/developer/docs/api/v7/composite-api.html'],
			},
		],
	},
	{
		title: 'Bulk jobs',
		reports: [
			{
				id: 'R106',
				saw: 'Failed rows of a bulk job cannot be found in the input',
				sources: ['https://github.com/simple-salesforce/simple-salesforce/issues/627'],
			},
			{
				id: 'R107',
				saw: 'A result has only the first three mapped columns',
				sources: ['https://zoho.com/crm/developer/docs/api/v2/bulk-write/download-result.html'],
			},
			{
				id: 'R109',
				saw: 'The result lies on another host, and the token goes there',
				sources: ['https://zoho.com/crm/developer/docs/api/v2/bulk-write/download-result.html'],
			},
			{
				id: 'R110',
				saw: 'Polling gives up although the job ends well',
				sources: [
					'https://github.com/jsforce/jsforce/issues/237',
					'https://github.com/jsforce/jsforce/issues/298',
				],
			},
			{
				id: 'R111',
				saw: 'The error of a time-out does not name the job',
				sources: ['https://github.com/jsforce/jsforce/pull/121'],
			},
			{
				id: 'R113',
				saw: 'Errors while polling are swallowed',
				sources: ['https://github.com/salesforcecli/plugin-data/pull/705'],
			},
			{
				id: 'R115',
				saw: 'A client does not know the state FAILURE',
				sources: ['estuary/connectors:source-zoho/source_zoho/models.py'],
			},
			{
				id: 'R117',
				saw: 'An upload wants another host, two headers and a scope of its own',
				sources: ['https://help.zoho.com/portal/en/community/topic/kaizen-13-bulk-write-api'],
			},
			{
				id: 'R118',
				saw: 'Zoho refuses the callback address',
				sources: ['zoho/crm-oas:v8.0/bulk_read.json'],
			},
			{
				id: 'R119',
				saw: 'A result is gone after a day',
				sources: ['https://zoho.com/crm/developer/docs/api/v8/bulk-read/overview.html'],
			},
			{
				id: 'R120',
				saw: 'A bulk write of few rows is far dearer than a batch',
				sources: ['https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html'],
			},
			{
				id: 'R121',
				saw: 'Notes and some other modules cannot be exported in bulk',
				sources: ['estuary/connectors:source-zoho/source_zoho/api.py'],
			},
		],
	},
	{
		title: 'Triggers of n8n',
		reports: [
			{
				id: 'R122',
				saw: 'Each publishing makes one more webhook',
				sources: ['https://github.com/n8n-io/n8n/issues/25381'],
			},
			{
				id: 'R124',
				saw: 'A crash while publishing leaves a webhook behind, and the next makes another',
				sources: ['https://github.com/n8n-io/n8n/issues/1018'],
			},
			{
				id: 'R126',
				saw: 'The second workflow of a kind gets no webhook of its own',
				sources: ['https://github.com/n8n-io/n8n/issues/13957'],
			},
			{
				id: 'R127',
				saw: 'Unpublishing leaves the webhook behind',
				sources: [
					'https://github.com/n8n-io/n8n/issues/23206',
					'https://github.com/n8n-io/n8n/issues/14234',
				],
			},
			{
				id: 'R128',
				saw: 'Static data is not always saved, and never in manual runs',
				sources: [
					'https://github.com/n8n-io/n8n/issues/6564',
					'https://github.com/n8n-io/n8n/issues/17321',
				],
			},
			{
				id: 'R129',
				saw: 'Counters in static data lose counts when executions are many',
				sources: ['https://github.com/n8n-io/n8n-docs/pull/2629'],
			},
			{
				id: 'R131',
				saw: 'With several main processes scheduled work is done several times',
				sources: [
					'https://github.com/n8n-io/n8n/issues/15878',
					'https://github.com/n8n-io/n8n/issues/7045',
					'https://github.com/n8n-io/n8n/issues/17160',
				],
			},
			{
				id: 'R132',
				saw: 'The test address is registered where the production address was meant',
				sources: [
					'https://github.com/n8n-io/n8n/issues/6722',
					'https://github.com/n8n-io/n8n/issues/16200',
					'https://github.com/n8n-io/n8n/issues/17041',
				],
			},
		],
	},
	{
		title: 'Sleeping executions',
		reports: [
			{
				id: 'R133',
				saw: 'The resume address answers that its token is invalid',
				sources: [
					'https://github.com/n8n-io/n8n/issues/28632',
					'https://github.com/n8n-io/n8n/issues/28995',
				],
			},
			{
				id: 'R134',
				saw: 'Resuming answers 404 where n8n does not save successful executions',
				sources: [
					'https://github.com/n8n-io/n8n/issues/29551',
					'https://github.com/n8n-io/n8n/issues/29924',
					'https://github.com/n8n-io/n8n/issues/32509',
				],
			},
			{
				id: 'R135',
				saw: 'The resume address names localhost',
				sources: ['https://github.com/n8n-io/n8n/issues/20042'],
			},
			{
				id: 'R137',
				saw: 'The callback comes before the execution sleeps',
				sources: [
					'https://github.com/n8n-io/n8n/pull/37853',
					'https://github.com/glific/glific/issues/5595',
				],
			},
			{
				id: 'R138',
				saw: 'Short waits behave unlike long ones',
				sources: ['https://github.com/n8n-io/n8n/issues/13856'],
			},
			{
				id: 'R139',
				saw: 'A worker begins the execution anew instead of resuming it',
				sources: ['https://github.com/n8n-io/n8n/pull/13168'],
			},
			{
				id: 'R140',
				saw: 'The resume address is another one in test and in production',
				sources: ['https://github.com/n8n-io/n8n/issues/34515'],
			},
		],
	},
	{
		title: 'Errors, retries, pairs and memory',
		reports: [
			{
				id: 'R141',
				saw: 'Retry On Fail and Continue do not go together',
				sources: [
					'https://github.com/n8n-io/n8n/issues/10763',
					'https://github.com/n8n-io/n8n/issues/7098',
					'https://github.com/n8n-io/n8n/pull/16516',
				],
			},
			{
				id: 'R142',
				saw: 'An error in the first item makes n8n run the node up to five times',
				sources: ['n8n-io/n8n:packages/core/src/execution-engine/workflow-execute.ts'],
			},
			{
				id: 'R143',
				saw: 'A retry writes once more what was written',
				sources: [
					'https://github.com/n8n-io/n8n/issues/14423',
					'https://github.com/n8n-io/n8n/issues/12096',
				],
			},
			{
				id: 'R145',
				saw: 'The failed branch loses its way back to the input',
				sources: [
					'https://github.com/n8n-io/n8n/issues/30050',
					'https://github.com/n8n-io/n8n/issues/12558',
				],
			},
			{
				id: 'R146',
				saw: 'One item for many inputs is paired with the first of them',
				sources: ['https://github.com/n8n-io/n8n/pull/25203'],
			},
			{
				id: 'R148',
				saw: 'Mistakes in a loop that goes on after errors: rows skipped, or no end',
				sources: ['https://github.com/n8n-io/n8n-nodes-starter/pull/88'],
			},
			{
				id: 'R149',
				saw: 'Big results run n8n out of memory',
				sources: [
					'https://github.com/n8n-io/n8n/issues/8927',
					'https://github.com/n8n-io/n8n/issues/4867',
				],
			},
		],
	},
	{
		title: 'Installing',
		reports: [
			{
				id: 'R150',
				saw: 'A node that works by hand is unknown in queue mode',
				sources: [
					'https://github.com/n8n-io/n8n/issues/25264',
					'https://github.com/umanamente/n8n-nodes-imap/issues/131',
				],
			},
			{
				id: 'R151',
				saw: 'The package is there and n8n calls its node unknown: one worker lacks it',
				sources: ['https://github.com/splainez/n8n-nodes-phonenumber-parser/issues/2'],
			},
			{
				id: 'R152',
				saw: "In n8n's cloud only verified packages can be installed",
				sources: [
					'https://github.com/n8n-io/n8n/issues/23390',
					'https://github.com/n8n-io/n8n/issues/18575',
				],
			},
			{
				id: 'R153',
				saw: "After an update n8n's cloud says that the checksum is wrong",
				sources: ['https://github.com/resend/n8n-nodes-resend/issues/99'],
			},
			{
				id: 'R154',
				saw: 'Dependencies stand in the way of verification',
				sources: ['https://github.com/umanamente/n8n-nodes-imap/issues/139'],
			},
			{
				id: 'R155',
				saw: "Users ask that a package be made installable in n8n's cloud",
				sources: ['https://github.com/itsjustanks/n8n-nodes-attio/issues/6'],
			},
		],
	},
];

export const REPORTS: Report[] = CHAPTERS.flatMap(({ reports }) => reports);
