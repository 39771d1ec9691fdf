import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { creditsFor } from '../shared/core/prices';
import { checkConnection } from '../shared/zoho/checkConnection';
import type { Session } from '../shared/zoho/session';
import { pairedWithAll } from '../shared/ui/pairedWithAll';
import type { Made, Options } from './options';

/** Whether the credential works, and what is wrong with it, in one item: for at most one credit. */
export async function connectionItem(
	ctx: IExecuteFunctions,
	session: Session,
	{ dryRun }: Options,
): Promise<Made> {
	const pairedItem = pairedWithAll(ctx.getInputData().length);
	if (dryRun) {
		const { credits, basis } = creditsFor('org.get', 1, session.prices);
		const plan = { calls: 1, credits, overhead: 0, basis };
		return {
			outputs: [[{ json: { outcome: 'planned' }, cost: 0, pairedItem }]],
			sentence: '',
			plan,
		};
	}
	const connection = await checkConnection(session);
	const json = connection as unknown as IDataObject;
	const sentence = connection.ok
		? 'The connection is in order.'
		: connection.troubles.map(({ what, fix }) => `${what}. ${fix}`).join(' ');
	return { outputs: [[{ json, cost: 0, pairedItem }]], sentence };
}
