import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FieldMeta } from '../shared/core/fieldMeta';
import { fieldParts, listableFields, unknownFieldIn } from '../shared/core/readFields';
import { FIELDS_PER_READ } from '../shared/core/readLimits';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import type { Options } from './readParameters';

/** The fields of one read, and those that need further reads. */
export interface FieldChoice {
	first: string[];
	more: string[][];
	/** Metadata would have to be read first, for 1 credit (Dry Run only). */
	unknown?: true;
}

/**
 * Which fields to ask for: the chosen ones, else all that a list can give, the first fifty of them unless a person
 * wants more reads.
 * @param needed fields that the work itself needs, put first
 * @throws NodeOperationError for a field that the cached metadata does not know, and for too many
 * @throws ZohoStop when metadata has to be read and cannot be
 */
export async function chooseFields(
	session: Session,
	module: string,
	chosen: readonly string[],
	needed: readonly string[],
	options: Options,
): Promise<FieldChoice> {
	const node = session.ctx.getNode();
	const cached = await fieldsOf(session, module, false);
	if (chosen.length > 0) {
		if (cached) checkNames(node, module, chosen, cached);
		const [first, ...more] = fieldParts([...new Set([...needed, ...chosen])]);
		if (more.length > 0 && !options.moreFields) throw tooMany(node, first.length, more);
		return { first, more };
	}
	if (!cached && options.dryRun) return { first: [...needed], more: [], unknown: true };
	const fields = cached ?? (await fieldsOf(session, module, true));
	const [first, ...more] = fieldParts([...new Set([...needed, ...listableFields(fields)])]);
	if (more.length === 0 || options.moreFields) return { first, more };
	session.notices.push(
		`${module} has more fields than the ${FIELDS_PER_READ} of one read; the first ${FIELDS_PER_READ} were asked ` +
			"for. Choose under 'Field Names or IDs', or switch on 'Read More Than 50 Fields'.",
	);
	return { first, more: [] };
}

/** @throws NodeOperationError naming the field and the one most likely meant */
export function checkNames(
	node: INode,
	module: string,
	names: readonly string[],
	fields: readonly FieldMeta[],
	parameter = 'Field Names or IDs',
): void {
	const found = unknownFieldIn(names, fields);
	if (!found) return;
	const hint = found.nearest ? ` Did you mean ${found.nearest}?` : '';
	throw new NodeOperationError(
		node,
		`'${parameter}': ${module} has no field ${found.name}.${hint}`,
		{
			description:
				'Nothing was sent. If the field is new in Zoho CRM, let the node Cached Metadata read the fields anew (Refresh).',
		},
	);
}

function tooMany(node: INode, first: number, more: string[][]): NodeOperationError {
	const count = more.reduce((sum, part) => sum + part.length, first);
	return new NodeOperationError(
		node,
		`'Field Names or IDs' holds ${count} fields, and Zoho gives ${FIELDS_PER_READ} a read`,
		{
			description:
				`Choose fewer, or switch on the option 'Read More Than 50 Fields': each further ${FIELDS_PER_READ} cost 1 ` +
				'credit per 100 records.',
		},
	);
}
