import fc from 'fast-check';

/** The same cases at every run, so that what was green stays green; another number, other cases. */
export const SEED = Number(process.env.FUZZ_SEED ?? 1);

fc.configureGlobal({ seed: SEED });

export default fc;
