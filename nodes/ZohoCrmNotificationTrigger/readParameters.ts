import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Watch, WatchedModule, WatchedOperation } from '../shared/core/channelWatch';
import { isObject } from '../shared/core/isObject';
import { namesIn } from '../shared/core/namesIn';

/** Where a trigger reads its form. */
export type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

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

/** Of 'Gather for (Seconds)'. */
const [USUAL_SECONDS, MOST_SECONDS] = [2, 60];

/** Never fails: what means nothing is taken for the field's default, and is for `formFault` to name. */
export function readParameters(ctx: TriggerContext): Parameters {
	const raw = valueOf(ctx, 'options');
	const options = isObject(raw) ? raw : {};
	return {
		watch: {
			modules: entriesIn(valueOf(ctx, 'modules')).map(watchedModule),
			affectedValues: options.affectedValues === true,
			relatedActions: options.relatedActions === true,
		},
		fetching: fetchingIn(ctx, options),
		catchUp: valueOf(ctx, 'catchUp') !== false,
		creditDetail: options.creditDetail === 'every' ? 'every' : 'first',
	};
}

/** Undefined for an expression that n8n cannot work out. */
function valueOf(ctx: TriggerContext, name: string): unknown {
	try {
		return ctx.getNodeParameter(name, null);
	} catch {
		return undefined;
	}
}

function fetchingIn(ctx: TriggerContext, options: Record<string, unknown>): Fetching | null {
	if (valueOf(ctx, 'fetchRecord') !== true) return null;
	return {
		fields: textsIn(options.fetchFields),
		gatherMs: secondsIn(valueOf(ctx, 'gatherSeconds')) * 1000,
		ignoreOwn: options.ignoreOwn === true,
	};
}

function secondsIn(value: unknown): number {
	const seconds = isSayable(value) && value !== '' ? Number(value) : NaN;
	return Number.isNaN(seconds) ? USUAL_SECONDS : Math.min(MOST_SECONDS, Math.max(0, seconds));
}

/** The lines of 'Modules'. */
export function entriesIn(modules: unknown): Array<Record<string, unknown>> {
	const watch = isObject(modules) ? modules.watch : undefined;
	return [watch].flat().filter(isObject);
}

const isOperation = (value: unknown): value is WatchedOperation =>
	value === 'create' || value === 'edit' || value === 'delete';

const watchedModule = ({ module, operations, fields }: Record<string, unknown>): WatchedModule => {
	const chosen = moduleChosen(module);
	return {
		module: isText(chosen) ? chosen.trim() : '',
		operations: [operations ?? ['create', 'edit', 'delete']].flat().filter(isOperation),
		fields: textsIn(fields),
	};
};

export const isText = (value: unknown): value is string => typeof value === 'string';

const isSayable = (value: unknown): boolean =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Names between commas or in a list; what can be no name is left out. */
const textsIn = (value: unknown): string[] =>
	namesIn(Array.isArray(value) ? value.filter(isSayable) : isSayable(value) ? value : '');

/** What stands in a resource locator, or what an expression put in its place. */
export const moduleChosen = (chosen: unknown): unknown =>
	isObject(chosen) ? chosen.value : chosen;
