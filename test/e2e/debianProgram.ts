import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Full path of a program that a Debian package brings, looked for in `places` and then on PATH.
 * Throws with the command that installs it.
 */
export function debianProgram(program: string, debianPackage: string, places: string[] = []) {
	const path = (process.env.PATH ?? '').split(delimiter);
	const found = [...places, ...path].map((folder) => join(folder, program)).find(existsSync);
	if (found !== undefined) return found;
	throw new Error(`${program} is not installed: apt-get install -y ${debianPackage}`);
}
