import type { IExecuteFunctions } from 'n8n-workflow';

type Request = () => Promise<unknown>;

/** A context of n8n whose requests pass through `around`. */
export function withRequests(
	ctx: IExecuteFunctions,
	around: (request: Request) => Promise<unknown>,
): IExecuteFunctions {
	const { httpRequestWithAuthentication } = ctx.helpers;
	const helpers: IExecuteFunctions['helpers'] = {
		...ctx.helpers,
		async httpRequestWithAuthentication(...args) {
			return await around(async () => await httpRequestWithAuthentication.apply(this, args));
		},
	};
	return Object.create(ctx, { helpers: { value: helpers } }) as IExecuteFunctions;
}
