export const DAY = 24 * 3_600_000;

/** Credits used in the last 24 hours, second by second: what was used comes back 24 h later (Kaizen 93). */
export class CreditWindow {
	private readonly spent: Array<{ at: number; cost: number }> = [];
	private oldest = 0;
	private sum = 0;
	/** Price of calls taken on and not yet answered. */
	private reserved = 0;

	used(now: number): number {
		while (this.oldest < this.spent.length && this.spent[this.oldest].at <= now - DAY) {
			this.sum -= this.spent[this.oldest].cost;
			this.oldest += 1;
		}
		return this.sum;
	}

	spend(at: number, cost: number) {
		if (cost === 0) return;
		// In order of time: a slow call is charged after a quick one that came later.
		let place = this.spent.length;
		while (place > this.oldest && this.spent[place - 1].at > at) place -= 1;
		this.spent.splice(place, 0, { at, cost });
		this.sum += cost;
	}

	/** Credits that nothing claims yet. */
	free(now: number, allowance: number): number {
		return allowance - this.used(now) - this.reserved;
	}

	reserve(price: number) {
		this.reserved += price;
	}

	release(price: number) {
		this.reserved -= price;
	}
}
