/** Names, each once: of a list, or of text with commas, as expressions make it. */
export function namesIn(value: unknown): string[] {
	const names: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return [...new Set(names.map((name) => String(name).trim()).filter(Boolean))];
}
