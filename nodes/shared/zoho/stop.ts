/** Why the client gave up: nothing after this can succeed, or a person must act first. */
export type StopReason =
	| 'login'
	| 'scope'
	| 'dataCenter'
	| 'tokenThrottled'
	| 'environment'
	| 'creditsGone'
	| 'budget'
	| 'stateLost'
	| 'busy'
	| 'unreachable'
	| 'cancelled'
	| 'refused';

/** What Zoho itself said, whole. */
export interface ZohoSaid {
	status: number | null;
	code: string;
	message: string;
	details: unknown;
}

/** Ends a run. `message` says what happened, `fix` how to go on; neither holds a secret. */
export class ZohoStop extends Error {
	constructor(
		readonly reason: StopReason,
		message: string,
		readonly fix: string,
		readonly said: ZohoSaid | null = null,
	) {
		super(message);
		this.name = 'ZohoStop';
	}
}

/** What ends a run: an error of nobody's making must not lose what is already known of the other rows. */
export const stopFrom = (error: unknown): ZohoStop =>
	error instanceof ZohoStop
		? error
		: new ZohoStop('unreachable', passOn(error).message, 'Please report this.');

/** A caught error on its way further up, unchanged when it is one. */
export const passOn = (error: unknown): Error =>
	error instanceof Error ? error : new Error(String(error));
