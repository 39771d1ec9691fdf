import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Watch, WatchedModule, WatchedOperation } from '../shared/core/channelWatch';
import { isObject } from '../shared/core/isObject';
import { namesIn } from '../shared/core/namesIn';

/** What reading the records of events needs. */
export interface Fetching {
	/** API names; empty for the first 50 of the module. */
	fields: string[];
	gatherMs: number;
	ignoreOwn: boolean;
}

export interface Parameters {
	watch: Watch;
	/** Null when records are not read. */
	fetching: Fetching | null;
	catchUp: boolean;
	creditDetail: 'first' | 'every';
}

const MOST_SECONDS = 60;

export function readParameters(
	ctx: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
): Parameters {
	const raw = ctx.getNodeParameter('options', {});
	const options: Record<string, unknown> = isObject(raw) ? raw : {};
	return {
		watch: {
			modules: entriesIn(ctx.getNodeParameter('modules', {})).map(watchedModule),
			affectedValues: options.affectedValues === true,
			relatedActions: options.relatedActions === true,
		},
		fetching: fetchingIn(ctx, options),
		catchUp: ctx.getNodeParameter('catchUp', true) === true,
		creditDetail: options.creditDetail === 'every' ? 'every' : 'first',
	};
}

function fetchingIn(
	ctx: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
	options: Record<string, unknown>,
): Fetching | null {
	if (ctx.getNodeParameter('fetchRecord', false) !== true) return null;
	const seconds = Number(ctx.getNodeParameter('gatherSeconds', 2));
	return {
		fields: namesIn(options.fetchFields),
		gatherMs: Math.min(MOST_SECONDS, Math.max(0, seconds || 0)) * 1000,
		ignoreOwn: options.ignoreOwn === true,
	};
}

function entriesIn(modules: unknown): Array<Record<string, unknown>> {
	const watch = isObject(modules) ? modules.watch : undefined;
	return [watch].flat().filter(isObject);
}

const isOperation = (value: unknown): value is WatchedOperation =>
	value === 'create' || value === 'edit' || value === 'delete';

const watchedModule = ({ module, operations, fields }: Record<string, unknown>): WatchedModule => ({
	module: moduleIn(module),
	operations: [operations ?? ['create', 'edit', 'delete']].flat().filter(isOperation),
	fields: namesIn(fields),
});

/** The API name in a resource locator, or as an expression gave it. */
export function moduleIn(chosen: unknown): string {
	const value = isObject(chosen) ? chosen.value : chosen;
	return typeof value === 'string' ? value.trim() : '';
}
