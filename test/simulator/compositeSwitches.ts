import type { SwitchDeclaration } from './switches';

/** Undocumented behaviour of composite requests. */
export const compositeSwitches = {
	compositeOtherVersionKey: {
		default: 'ignored' as 'ignored' | 'accepted' | 'refused',
		options: ['ignored', 'accepted', 'refused'],
		why: 'parallel_execution is called concurrent_execution in v3, v4 and in the OpenAPI file and SDK of v8. Pages of v5 and later do not know it; one client reports that it is refused.',
	},
	compositePageSize: {
		default: 'twentyFive' as 'twentyFive' | 'refused',
		options: ['twentyFive', 'refused'],
		why: 'A list without per_page: the text only allows 25 records, the sample answer has "per_page": 25.',
	},
	compositeCoqlWithoutLimit: {
		default: 'refused' as 'refused' | 'twentyFive',
		options: ['refused', 'twentyFive'],
		why: 'A query without LIMIT asks for 200 rows, more than 25; whether a composite lowers it is not said.',
	},
	compositeQueryInUri: {
		default: 'refused' as 'refused' | 'accepted',
		options: ['refused', 'accepted'],
		why: 'The query of a sub-request belongs in params; no sample has one in the uri, though its pattern would let it through.',
	},
	compositeReferenceValue: {
		default: 'text' as 'text' | 'typed',
		options: ['text', 'typed'],
		why: 'All samples refer to ids, which are texts; whether a number or an object keeps its type is not said.',
	},
	compositeParallelOrder: {
		default: 'reversed' as 'reversed' | 'asGiven',
		options: ['reversed', 'asGiven'],
		why: 'Sub-requests that run in parallel start in no promised order; nobody shall count on the order of the request.',
	},
	compositeEmptyBody: {
		default: 'absent' as 'absent' | 'null',
		options: ['absent', 'null'],
		why: 'A sub-request answered 204 or 304: the OpenAPI file wants a body that may be null, no sample shows one.',
	},
} satisfies Record<string, SwitchDeclaration>;
