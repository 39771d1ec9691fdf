import { processState } from '../../../nodes/shared/state/memory';
import { tellTime } from '../storyTime';

/** As long as a lost Redis is left alone, and a bit. */
const WHILE_MS = 31_000;

let ahead = 0;
let tapped = false;
let goesBy = false;

/** n8n's clock jumps from now on when it is told to. */
export const letTimeJump = (): void =>
	tellTime(() => performance.timeOrigin + performance.now() + ahead);

/** Half a minute goes by. */
export const later = (): void => void (ahead += WHILE_MS);

/** When a call takes its place in memory, Redis is lost. @param yes whether half a minute goes by until the next call */
export function goByWhileLost(yes: boolean): void {
	goesBy = yes;
	if (tapped) return;
	tapped = true;
	const state = processState();
	const { lease } = state;
	state.lease = async (...all) => {
		const place = await lease(...all);
		if (goesBy) later();
		return place;
	};
}
