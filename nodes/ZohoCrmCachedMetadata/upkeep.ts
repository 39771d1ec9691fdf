import type { IExecuteFunctions } from 'n8n-workflow';

import { everythingAbout } from '../shared/core/metadataKinds';
import { movedModules } from '../shared/core/metadataStale';
import type { DatedModule } from '../shared/core/metadataStale';
import { forgetMetadata, keptOf, metadataOf, metadataRefused } from '../shared/zoho/metadata';
import { asObject, textOf } from '../shared/zoho/readBody';
import type { Session } from '../shared/zoho/session';
import { moduleNameOf } from '../shared/ui/moduleName';
import type { Made } from './made';

/**
 * Reads the list of modules (1 credit) and forgets what is kept of those changed since. Whether a changed field
 * moves its module's `modified_time` is not documented; the life of the cache covers that.
 */
export async function checkForChanges(session: Session, dryRun: boolean): Promise<Made> {
	if (dryRun) return summary({ outcome: 'planned', plan: { calls: 1, credits: 1 } });
	const [entry] = await metadataOf(session, [{ kind: 'modules' }], { refresh: true });
	if (entry.kind === 'refused') throw metadataRefused('modules', undefined, entry.said);
	const modules = entry.list.map(datedModule);
	const keptAt = new Map<string, number>();
	for (const { apiName } of modules) {
		const oldest = await oldestKept(session, apiName);
		if (oldest !== null) keptAt.set(apiName, oldest + session.clockOffset);
	}
	const changed = movedModules(modules, (module) => keptAt.get(module) ?? null);
	let dropped = 0;
	for (const module of changed) dropped += await forgetMetadata(session, module);
	return summary({ modules: modules.length, cached: keptAt.size, changed, dropped }, 1);
}

const datedModule = (module: unknown): DatedModule => {
	const modified = Date.parse(textOf(module, 'modified_time') ?? '');
	return {
		apiName: textOf(asObject(module), 'api_name') ?? '',
		modifiedAt: Number.isNaN(modified) ? null : modified,
	};
};

async function oldestKept(session: Session, module: string): Promise<number | null> {
	const kept = await Promise.all(
		everythingAbout(module).map(async (key) => await keptOf(session, key)),
	);
	const times = kept.flatMap((each) => (each ? [each.at] : []));
	return times.length ? Math.min(...times) : null;
}

/** Forgets what is kept of a module (each item may name another) or of the whole organisation. */
export async function clearKept(
	ctx: IExecuteFunctions,
	session: Session,
	items: number,
	dryRun: boolean,
): Promise<Made> {
	const all = ctx.getNodeParameter('clear', 0, 'all') === 'all';
	const modules = all
		? []
		: [...new Set(Array.from({ length: items }, (_, item) => moduleNameOf(ctx, item)))];
	if (dryRun) return summary({ outcome: 'planned', plan: { calls: 0, credits: 0 } });
	let dropped = 0;
	if (all) dropped = await forgetMetadata(session);
	for (const module of modules) dropped += await forgetMetadata(session, module);
	return summary({ cleared: all ? 'organization' : modules, dropped });
}

const summary = (json: Made['items'][number]['json'], baseline: number | null = null): Made => ({
	items: [{ json, cost: 0, pairedItem: { item: 0 } }],
	baseline,
});
