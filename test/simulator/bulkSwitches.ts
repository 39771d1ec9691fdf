import type { SwitchDeclaration } from './switches';

/** Undocumented or twice-documented behaviour of bulk read and bulk write jobs. */
export const bulkSwitches = {
	bulkWaitSeconds: {
		default: 4,
		why: 'How long a job waits before its work begins is not documented; a read is ADDED in the first half and QUEUED in the second.',
	},
	bulkWorkSeconds: { default: 8, why: 'How long the work of a job takes is not documented.' },
	bulkResultLagSeconds: {
		default: 0,
		why: 'A client reports reads that were COMPLETED for a moment before they had a result.',
	},
	bulkErrorBody: {
		default: 'bare' as 'bare' | 'wrapped',
		options: ['bare', 'wrapped'],
		why: 'The OpenAPI file of bulk read lets a refusal stand alone or inside { data, info }.',
	},
	bulkReadPageSize: {
		default: 200_000,
		why: 'Rows of one read job: 200,000 by the limitations page. Not in doubt; less than that lets a test have pages without so many records.',
	},
	bulkReadNextPage: {
		default: 'pageOrToken' as 'pageOrToken' | 'page' | 'token',
		options: ['pageOrToken', 'page', 'token'],
		why: 'Beyond the first page: page in all versions, next_page_token in the newer ones; whether page stays allowed beside it is not said.',
	},
	bulkReadPages: {
		default: 50,
		options: [50, 500],
		why: 'The highest page: 50 by the pattern in the OpenAPI file, 500 by a connector’s documentation.',
	},
	bulkReadCriteria: {
		default: 25,
		why: 'CRITERIA_LIMIT_EXCEEDED has no documented figure.',
	},
	bulkReadValues: {
		default: 100,
		why: 'VALUE_LIMIT_EXCEEDED_IN_CRITERIA has no documented figure; the values of one in or not_in.',
	},
	bulkReadJoins: {
		default: 5,
		why: 'JOIN_LIMIT_EXCEEDED has no documented figure; lookups whose parents a read reaches.',
	},
} satisfies Record<string, SwitchDeclaration>;
