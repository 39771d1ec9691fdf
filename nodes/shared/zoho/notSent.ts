import type { NotWritten } from '../core/outcome';
import { asObject } from './readBody';
import type { ZohoStop } from './stop';

/** The outcome of a row that the run did not get to. */
export const notSentFor = (stop: ZohoStop): NotWritten => ({
	outcome: 'notSent',
	code: stop.said?.code ?? stop.reason.toUpperCase(),
	message: stop.said?.message ?? stop.message,
	details: asObject(stop.said?.details) ?? {},
	reason: `Not sent: ${stop.message}. ${stop.fix}`,
});
