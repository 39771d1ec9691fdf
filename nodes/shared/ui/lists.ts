import { whenOpened } from './whenOpened';

export const searchModules = whenOpened(async () => (await import('./editorLists')).searchModules);
export const getColumns = whenOpened(async () => (await import('./editorLists')).getColumns);
export const getMatchingFields = whenOpened(
	async () => (await import('./editorLists')).getMatchingFields,
);
export const getMultiSelectFields = whenOpened(
	async () => (await import('./editorLists')).getMultiSelectFields,
);
export const getReadableFields = whenOpened(
	async () => (await import('./readLists')).getReadableFields,
);
export const getLookupFields = whenOpened(
	async () => (await import('./readLists')).getLookupFields,
);
export const getFindByFields = whenOpened(
	async () => (await import('./readLists')).getFindByFields,
);
export const getExternalIdFields = whenOpened(
	async () => (await import('./writeLists')).getExternalIdFields,
);
export const getReferenceFields = whenOpened(
	async () => (await import('./writeLists')).getReferenceFields,
);
