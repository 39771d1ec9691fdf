import type { SharedState } from '../../nodes/shared/state/sharedState';
import { amountsContract } from './contractOfAmounts';
import { valuesContract } from './contractOfValues';

/** Opens an empty store on the given clock. */
export type OpenStore = (now: () => number) => SharedState;

/** What every store promises, whichever it is. */
export function sharedStateContract(open: OpenStore): void {
	valuesContract(open);
	amountsContract(open);
}
