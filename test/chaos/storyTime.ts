const real = Date.now.bind(Date);
let told: (() => number) | undefined;

// The memory store keeps the function it finds at its first use, so that this is imported before.
Date.now = () => (told ?? real)();

/** From now on n8n's clock is this one; the machine's when none is given. */
export const tellTime = (now?: () => number): void => void (told = now);
