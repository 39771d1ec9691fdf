import type { SwitchDeclaration } from './switches';

/** Undocumented or twice-documented behaviour of records and metadata. */
export const recordSwitches = {
	unknownFieldInRecord: {
		default: 'ignored' as 'ignored' | 'refused',
		options: ['ignored', 'refused'],
		why: 'No page says what a key that is no field does; clients report that it is dropped without a word.',
	},
	unknownPicklistValue: {
		default: 'refused' as 'refused' | 'accepted',
		options: ['refused', 'accepted'],
		why: 'INVALID_DATA is documented for values of the wrong kind; some orgs are seen to take any text in a picklist.',
	},
	textMatching: {
		default: 'ignoreCase' as 'ignoreCase' | 'exact',
		options: ['ignoreCase', 'exact'],
		why: 'Field metadata has unique.casesensitive, so matching ignores case unless a field says otherwise.',
	},
	sameKeyInOneCall: {
		default: 'secondSeesFirst' as 'secondSeesFirst' | 'bothInserted',
		options: ['secondSeesFirst', 'bothInserted'],
		why: 'Two records of one upsert with one key are not documented. In order, the later one updates what the earlier one wrote.',
	},
	systemFieldMatch: {
		default: 'oldest' as 'oldest' | 'newest',
		options: ['oldest', 'newest'],
		why: 'A system duplicate field may occur in several records; which one an upsert takes is not documented.',
	},
	severalErrorsInOneRecord: {
		default: 'first' as 'first' | 'wrapped',
		options: ['first', 'wrapped'],
		why: 'MULTIPLE_OR_MULTI_ERRORS is documented with duplicates only; several wrong fields are answered by the first.',
	},
	numbersAsText: {
		default: 'refused' as 'refused' | 'accepted',
		options: ['refused', 'accepted'],
		why: 'The insert page gives JSON numbers for number fields; whether "12" is taken is not said.',
	},
	zuluTimes: {
		default: 'accepted' as 'refused' | 'accepted',
		options: ['refused', 'accepted'],
		why: "The pages show an offset only, while Zoho's own SDK writes every time as yyyy-MM-ddTHH:mm:ssZ; what clients report as refused, toISOString(), has milliseconds besides.",
	},
	recordWriteStatus: {
		default: 'byOutcome' as 'byOutcome' | 'always200',
		options: ['byOutcome', 'always200'],
		why: '201/200/207/400 by outcome (status page, newer OpenAPI); the OpenAPI files of June 2025 know 200 only.',
	},
	tooManyRecordsCode: {
		default: 'INVALID_DATA' as 'INVALID_DATA' | 'LIMIT_EXCEEDED',
		options: ['INVALID_DATA', 'LIMIT_EXCEEDED'],
		why: 'More than 100 records: the newer OpenAPI has INVALID_DATA with maximum_length, a row of the insert page LIMIT_EXCEEDED.',
	},
	duplicateRecordFromVersion: {
		default: 6,
		why: 'details.duplicate_record is in the newer pages only; the first version is not named.',
	},
	fieldsMandatoryFromVersion: {
		default: 3,
		why: 'Get Records demands fields; from v3 on by the changelogs, not dated exactly.',
	},
	fieldsMandatoryWithIds: {
		default: true,
		why: 'The page says mandatory when fetching all records; whether ids lift it is not said. The stricter reading is taken.',
	},
	unknownRecordRead: {
		default: 'noContent' as 'noContent' | 'invalidData',
		options: ['noContent', 'invalidData'],
		why: 'Reading an id that no record has: 204 as for every empty list, or INVALID_DATA as for an id that is no number.',
	},
	countNeedsLayoutsScope: {
		default: true,
		why: 'The record count page asks for settings.layouts.READ besides search and module scopes; the newer OpenAPI does not.',
	},
	modifiedSinceIncludesSameSecond: {
		default: false,
		why: 'If-Modified-Since at the very second of a change: newer means later.',
	},
	searchDelaySeconds: {
		default: 0,
		why: 'The search index trails writes (search page: 204 right after a create); how long is not said.',
	},
	modifiedTimeSearchable: {
		default: true,
		why: 'The search page has a date-time sample; one client reports that Modified_Time is not available for search.',
	},
	coqlReach: {
		default: 100000,
		options: [10000, 100000],
		why: 'LIMIT + OFFSET reach 100,000 rows by the v7 limits page, 10,000 by its own error list and older versions.',
	},
	coqlColumns: {
		default: 50,
		options: [50, 500],
		why: 'Select columns: 50 in the pages, 500 elsewhere.',
	},
	modulesNotModifiedHeader: {
		default: false,
		why: 'If-Modified-Since on the module list: the SDK sends it, the page and the OpenAPI files do not list it.',
	},
	fieldChangeMovesModule: {
		default: true,
		why: 'Whether adding or removing a field moves the modified_time of its module is not documented.',
	},
} satisfies Record<string, SwitchDeclaration>;
