/**
 * The libraries n8n does not supply. The build bundles this one file, so that the package has no
 * dependencies and our own modules stay single (esbuild with a bundle per node would give every
 * node its own cache and ledger). Only builds that n8n's scanner accepts: the synchronous CSV
 * functions, and fflate without workers.
 */
export { parse } from 'csv-parse/sync';
export { stringify } from 'csv-stringify/sync';
export { strFromU8, strToU8, Unzip, UnzipInflate, unzipSync, zipSync } from 'fflate';
