import fc from 'fast-check';
import type { FaultRule, RequestFault } from '../simulator/faults';
import { createZoho } from '../simulator/zoho';

/** What goes wrong around a run. */
export interface Trouble {
	faults: FaultRule[];
	/** The access token has ended before the run begins. */
	tokenEnded: boolean;
	/** n8n's Retry On Fail. */
	retryOnFail: boolean;
	/** n8n's On Error is Continue. */
	goesOn: boolean;
}

export const NO_TROUBLE: Trouble = {
	faults: [],
	tokenEnded: false,
	retryOnFail: false,
	goesOn: false,
};

const when = fc.constantFrom('before' as const, 'after' as const);

const fault: fc.Arbitrary<RequestFault> = fc.oneof(
	fc.record({
		kind: fc.constant('throttle' as const),
		reason: fc.constantFrom('concurrency' as const, 'credits' as const),
	}),
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(500 as const, 502 as const, 503 as const),
		when,
	}),
	fc.record({
		kind: fc.constant('reset' as const),
		when: fc.constantFrom('before' as const, 'after' as const, 'midAnswer' as const),
	}),
	fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 1, max: 20 }) }),
	fc.constant({ kind: 'expireToken' as const }),
	fc.constant({ kind: 'malformedJson' as const }),
	fc.record({ kind: fc.constant('html' as const), status: fc.constantFrom(200, 403, 502), when }),
	fc.record({
		kind: fc.constant('partial' as const),
		rows: fc.uniqueArray(fc.nat({ max: 99 }), { minLength: 1, maxLength: 5 }),
		code: fc.constantFrom('INVALID_DATA', 'RECORD_LOCKED'),
		message: fc.constant('made up by the chaos'),
	}),
);

/** What may be hit beside the calls of the API. */
const BESIDE = ['composite.sub'];

const known = new Set([...createZoho().routes.map(({ name }) => name), ...BESIDE]);

/** Up to three faults, each from some request on and for a few of them. A route that does not exist would hit nothing. */
export function faults(routes: string[]): fc.Arbitrary<FaultRule[]> {
	const unknown = routes.filter((route) => !known.has(route));
	if (unknown.length > 0) throw new Error(`There is no route ${unknown.join(', ')}`);
	const match = fc.record(
		{
			name: fc.constantFrom(...routes),
			nth: fc.integer({ min: 1, max: 5 }),
			times: fc.oneof(
				{ weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
				{ weight: 1, arbitrary: fc.constant('always' as const) },
			),
		},
		{ requiredKeys: ['nth', 'times'] },
	);
	return fc.array(fc.record({ match, fault }), { maxLength: 3 });
}

/** Most runs meet at least one fault. */
export const trouble = (routes: string[]): fc.Arbitrary<Trouble> =>
	fc.record({
		faults: faults(routes),
		tokenEnded: fc.boolean(),
		retryOnFail: fc.boolean(),
		goesOn: fc.boolean(),
	});
