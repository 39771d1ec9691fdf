import { isReply } from './moduleAccess';
import type { Org } from './org';
import { bodyOf, isObject, refuseBody, refuseInput } from './recordBody';
import { invalidData, mandatoryMissing, recordError, wrongType } from './recordErrors';
import type { RecordError } from './recordErrors';
import { zohoTime } from './recordTime';
import { answer, noContent } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { moduleParam } from './settingsModule';
import { addTag, changeTag, tagsOf, type Tag } from './tagStore';
import { userRef, type WriteResult } from './writeResults';

/** Tags of a module, and characters of a name (https://www.zoho.com/crm/developer/docs/api/v8/create-tags.html). */
const MOST_TAGS = 100;
const LONGEST = 25;

function tagView({ org, user, now }: SimCall, { id, name, color }: Tag) {
	const by = userRef(org, user.id);
	const time = zohoTime(now, org.timeZone);
	return {
		...{ id, name, color_code: color },
		...{ created_by: by, modified_by: by, created_time: time, modified_time: time },
	};
}

export const tagReply = (results: WriteResult[], whenDone: number): SimReply => {
	const failed = results.filter(({ status }) => status === 'error').length;
	return answer({ tags: results }, failed === 0 ? whenDone : failed === results.length ? 400 : 207);
};

export function tagDone(call: SimCall, tag: Tag, message: string): WriteResult {
	return { code: 'SUCCESS', details: tagView(call, tag), message, status: 'success' };
}

/** `GET /settings/tags?module=` with `my_tags` left aside: all are shared here. */
export function listTags(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const tags = [...tagsOf(call.org, module).values()];
	if (tags.length === 0) return noContent();
	const info = { count: tags.length, allowed_count: MOST_TAGS };
	return answer({ tags: tags.map((tag) => tagView(call, tag)), info });
}

export function tagsInBody(call: SimCall): unknown[] | SimReply {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const { tags } = body;
	if (Array.isArray(tags) && tags.length > 0) return tags;
	return refuseInput('tags', '$.tags', { expected_data_type: 'jsonarray' });
}

function nameFault(
	org: Org,
	module: ModuleData,
	name: unknown,
	path: string,
): RecordError | undefined {
	if (name === undefined) return mandatoryMissing('name', `${path}.name`);
	if (typeof name !== 'string') return wrongType('name', `${path}.name`, 'string');
	const at = { api_name: 'name', json_path: `${path}.name` };
	if (name === '' || name.length > LONGEST) return invalidData({ ...at, maximum_length: LONGEST });
	const known = [...tagsOf(org, module).values()].find((tag) => tag.name === name);
	return known && recordError('DUPLICATE_DATA', 'duplicate data', { ...at, id: known.id });
}

const colorIn = ({ color_code: color }: Record<string, unknown>): string | null =>
	typeof color === 'string' ? color : null;

/** `POST /settings/tags?module=` with `{ tags: [{ name, color_code }] }`. */
export function createTags(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const given = tagsInBody(call);
	if (!Array.isArray(given)) return given;
	const results = given.map((raw, index): WriteResult => {
		const path = `$.tags[${index}]`;
		if (!isObject(raw)) return wrongType('tags', path, 'jsonobject');
		const fault = nameFault(call.org, module, raw.name, path);
		if (fault) return fault;
		if (tagsOf(call.org, module).size >= MOST_TAGS) {
			return recordError('LIMIT_EXCEEDED', 'tag limit exceeded', { limit: MOST_TAGS });
		}
		const tag = addTag(call.org, module, { name: String(raw.name), color: colorIn(raw) });
		return tagDone(call, tag, 'tags created successfully');
	});
	return tagReply(results, 201);
}

/** `PUT /settings/tags?module=` with ids in the body, or `PUT /settings/tags/{id}?module=`. */
export function updateTags(call: SimCall, pathId?: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const given = tagsInBody(call);
	if (!Array.isArray(given)) return given;
	const results = given.map((raw, index): WriteResult => {
		const path = `$.tags[${index}]`;
		if (!isObject(raw)) return wrongType('tags', path, 'jsonobject');
		const id = pathId ?? raw.id;
		if (id === undefined) return mandatoryMissing('id', `${path}.id`);
		const tag = tagsOf(call.org, module).get(String(id));
		if (!tag) return invalidData({ api_name: 'id', json_path: `${path}.id` });
		const fault = raw.name === tag.name ? undefined : nameFault(call.org, module, raw.name, path);
		if (fault) return fault;
		const color = 'color_code' in raw ? colorIn(raw) : tag.color;
		changeTag(module, tag, { name: String(raw.name), color });
		return tagDone(call, tag, 'tags updated successfully');
	});
	return tagReply(results, 200);
}
