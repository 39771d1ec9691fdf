import { unzipSync } from 'fflate';
import { perOrg } from './org';

/** A zip that was uploaded, with one CSV in it. */
export interface UploadedFile {
	zip: Uint8Array;
	/** Name of the CSV. */
	name: string;
}

export const filesOf = perOrg(() => new Map<string, UploadedFile>());

/** Names of the files in a zip; undefined for what is no zip. */
function namesIn(zip: Uint8Array): string[] | undefined {
	const names: string[] = [];
	try {
		unzipSync(zip, {
			filter: ({ name }) => {
				names.push(name);
				return false;
			},
		});
	} catch {
		return undefined;
	}
	return names.filter((name) => !name.endsWith('/'));
}

/**
 * Name of the one CSV in a zip; undefined for anything else
 * (https://zoho.com/crm/developer/docs/api/v6/bulk-write/limitations.html; parents with children are not simulated).
 */
export function csvNameIn(zip: Uint8Array): string | undefined {
	const names = namesIn(zip);
	return names?.length === 1 && /\.csv$/i.test(names[0]) ? names[0] : undefined;
}

export function unpacked({ zip, name }: UploadedFile): Uint8Array {
	return unzipSync(zip, { filter: (file) => file.name === name })[name];
}
