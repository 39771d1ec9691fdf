import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ADD_ON_STEPS, EDITIONS, sizeEdition } from '../shared/core/editions';
import type { PricedItem } from '../shared/ui/creditOutput';
import type { Made } from './options';
import { wholeNumberOf } from './options';

const DAYS_PER_MONTH = 30;

/** One item for each edition and input item. Nothing is sent. */
export async function sizeItems(ctx: IExecuteFunctions): Promise<Made> {
	const items: PricedItem[] = [];
	for (const item of ctx.getInputData().keys()) {
		const need = wholeNumberOf(ctx, 'need', 'Daily Need in Credits', item, 0);
		const licences = wholeNumberOf(ctx, 'licences', 'User Licences', item, 0);
		const bought = wholeNumberOf(ctx, 'addOnCredits', 'Add-on Credits', item, 0);
		for (const edition of EDITIONS) {
			const { addOn, ...sized } = sizeEdition(edition, licences, need, bought);
			const perDay = addOn?.dollarsPerDay ?? null;
			const json = {
				need,
				licences,
				...sized,
				addOn: addOn && {
					...addOn,
					dollarsPer30Days:
						perDay === null ? null : Math.round(perDay * DAYS_PER_MONTH * 100) / 100,
				},
				addOnSteps: ADD_ON_STEPS,
			};
			items.push({ json: json as unknown as IDataObject, cost: 0, pairedItem: { item } });
		}
	}
	const covering = items.filter(({ json }) => json.covers === true).map(({ json }) => json.name);
	const sentence =
		covering.length > 0
			? `Covered by ${[...new Set(covering)].join(', ')}.`
			: 'No edition covers it with so many licences.';
	return { outputs: [items], sentence };
}
