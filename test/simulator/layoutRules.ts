import type { LayoutField, LayoutSchema, ModuleData } from './schema';

/** The layout a record names: `Layout: { id }` or the id alone. */
export function layoutNamedIn(
	input: Record<string, unknown>,
	module: ModuleData,
): LayoutSchema | undefined {
	const given = input.Layout;
	const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : given;
	return module.schema.layouts.find((layout) => layout.id === id);
}

/** Where a layout has a field; undefined: the layout does without it. */
export function placedIn(layout: LayoutSchema, apiName: string): LayoutField | undefined {
	return layout.sections
		.flatMap((section) => section.fields)
		.find((field) => field.apiName === apiName);
}
