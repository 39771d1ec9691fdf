import { isObject, refuseInput } from './recordBody';
import { answer } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { invalidId } from './settingsModule';
import { tagDone, tagReply, tagsInBody } from './tagSettings';
import { removeTag, tagsOf, wearersOf, type Tag } from './tagStore';

/** The tag at the end of a path, or one further on; tags are found without their module (v8 delete-tags page). */
function tagAt(call: SimCall, id: string): { module: ModuleData; tag: Tag } | undefined {
	for (const module of call.org.modules.values()) {
		const tag = tagsOf(call.org, module).get(id);
		if (tag) return { module, tag };
	}
	return undefined;
}

/** `DELETE /settings/tags/{id}`: gone from all records too. */
export function deleteTag(call: SimCall, id: string): SimReply {
	const found = tagAt(call, id);
	if (!found) return invalidId(call);
	removeTag(call.org, found.module, found.tag);
	const message = 'tags deleted successfully';
	return answer({ tags: { code: 'SUCCESS', details: { id }, message, status: 'success' } });
}

/** `POST /settings/tags/{id}/actions/merge` with `{ tags: [{ conflict_id }] }`: this tag goes into that one. */
export function mergeTags(call: SimCall, id: string): SimReply {
	const found = tagAt(call, id);
	if (!found) return invalidId(call);
	const given = tagsInBody(call);
	if (!Array.isArray(given)) return given;
	const heirId = isObject(given[0]) ? given[0].conflict_id : undefined;
	const heir = tagsOf(call.org, found.module).get(String(heirId));
	if (!heir || heir === found.tag) {
		return refuseInput('conflict_id', '$.tags[0].conflict_id');
	}
	removeTag(call.org, found.module, found.tag, heir);
	return tagReply([tagDone(call, heir, 'tags merged successfully')], 200);
}

/** `GET /settings/tags/{id}/actions/records_count?module=`. */
export function countTagged(call: SimCall, id: string): SimReply {
	const found = tagAt(call, id);
	if (!found) return invalidId(call);
	return answer({ count: String(wearersOf(found.module, id).length) });
}
