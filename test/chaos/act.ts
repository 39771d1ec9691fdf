import type fc from 'fast-check';

/** One node's part of the chaos: what may be wished for, and playing it, which throws when a law is broken. */
export interface Act<Wish = unknown> {
	name: string;
	/** How many of a hundred runs are this node's. */
	share: number;
	wish: fc.Arbitrary<Wish>;
	play(wish: Wish): Promise<void>;
	/** Why it cannot be played on this machine; undefined or absent when it can. */
	leftOut?(): string | undefined;
}
