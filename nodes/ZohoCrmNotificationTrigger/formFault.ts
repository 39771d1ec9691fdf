import type { INodeProperties } from 'n8n-workflow';

import { readModuleName } from '../shared/core/modules';
import { FIELDS_PER_READ } from '../shared/core/readLimits';
import { shownOf } from '../shared/ui/checkForm';
import { mistakeIn } from '../shared/ui/formMistake';
import { passOn } from '../shared/zoho/stop';
import { properties } from './description';
import type { Parameters, TriggerContext } from './readParameters';
import { entriesIn, isText, moduleChosen, readParameters } from './readParameters';

/** Why a channel cannot be made or kept as the form has it, in words fit for a person. */
export interface Fault {
	message: string;
	fix: string;
}

/**
 * What in the form can mean nothing, the first field first. What was right when the workflow was published may be wrong
 * later: n8n works out expressions whenever the form is read.
 */
export function formFault(ctx: TriggerContext): Fault | undefined {
	for (const property of shownOf(ctx.getNode(), properties)) {
		const found = faultIn(ctx, property);
		if (found) return found;
	}
	return tooManyFields(readParameters(ctx));
}

function faultIn(ctx: TriggerContext, property: INodeProperties): Fault | undefined {
	const { name, displayName } = property;
	try {
		const value: unknown = ctx.getNodeParameter(name, null);
		const found = mistakeIn(property, value, ctx.getNode().parameters[name]);
		if (found) return { message: `'${found.field}' ${found.reason}`, fix: found.fix };
		return name === 'modules' ? noModuleIn(value) : undefined;
	} catch (error) {
		const message = `'${displayName}' cannot be worked out: ${passOn(error).message}`;
		return { message, fix: 'Correct the expression in it.' };
	}
}

/** A module that is no text; an empty one is for the watch to name. */
function noModuleIn(modules: unknown): Fault | undefined {
	for (const { module } of entriesIn(modules)) {
		const chosen = moduleChosen(module) ?? '';
		const read = readModuleName(chosen);
		if (!isText(chosen) && 'message' in read) return read;
	}
	return undefined;
}

/** One read is all that an event is worth: what it does not take would stay away without a word. */
function tooManyFields({ fetching }: Parameters): Fault | undefined {
	const { fields, ignoreOwn } = fetching ?? { fields: [], ignoreOwn: false };
	const most = FIELDS_PER_READ - (ignoreOwn && !fields.includes('Modified_By') ? 1 : 0);
	if (fields.length <= most) return undefined;
	const beside = most < FIELDS_PER_READ ? " beside that which 'Ignore Own Changes' needs" : '';
	return {
		message: `'Fields to Fetch' names ${fields.length} fields, and Zoho gives ${most} at once${beside}`,
		fix: 'Name fewer, or read the record with Batch Read behind the trigger.',
	};
}
