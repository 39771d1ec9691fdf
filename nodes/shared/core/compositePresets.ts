import type { SubRequest } from './compositeRequest';
import { withRowLimit } from './compositeRows';
import { otherPresets } from './otherPresets';
import type { PresetValues } from './presetValues';
import type { Preset } from './recordPresets';
import { recordPresets } from './recordPresets';

const PRESETS = { ...recordPresets, ...otherPresets };

export type PresetName = keyof typeof PRESETS;

/**
 * The sub-request that a form of the node stands for.
 * @throws FormMistake naming the field that cannot be used
 */
export function presetRequest(preset: PresetName, name: string, values: PresetValues): SubRequest {
	const make: Preset = PRESETS[preset];
	return withRowLimit({ sub_request_id: name, ...make(values) });
}
