import type { CallName } from './prices';

/**
 * Most records a write, or rows a read, may have inside a composite request; `instead` where Zoho does not take
 * the service there (https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html, "supported APIs").
 */
export type InComposite = 'any' | 1 | 25 | { instead: string };

/** One endpoint of the API: what it is called in prices and reports, and whether it changes anything. */
export interface Service {
	/** `GET`, or several: `POST PUT`. */
	methods: string;
	/** Below the version; `:name` stands for one segment, a last `*` for all that follow. */
	path: string;
	call: CallName;
	inComposite: InComposite;
}

/** One service for each path, which stand apart by spaces. */
export const rows = (
	methods: string,
	paths: string,
	call: CallName,
	inComposite: InComposite,
): Service[] => paths.split(' ').map((path) => ({ methods, path, call, inComposite }));

/** What most services outside composites are left to. */
export const API_CALL: InComposite = {
	instead: "the operation 'API Call' sends it by itself",
};
