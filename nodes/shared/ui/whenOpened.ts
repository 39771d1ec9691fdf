import type { ILoadOptionsFunctions } from 'n8n-workflow';

type EditorList<Args extends unknown[], Result> = (
	this: ILoadOptionsFunctions,
	...args: Args
) => Promise<Result>;

/**
 * A list of the editor whose code is loaded when it is first opened. n8n loads the file of every node at
 * its start (n8n-core `nodes-loader/directory-loader.ts`), so node files import forms only.
 */
export function whenOpened<Args extends unknown[], Result>(
	load: () => Promise<EditorList<Args, Result>>,
): EditorList<Args, Result> {
	return async function (...args) {
		return await (await load()).apply(this, args);
	};
}
