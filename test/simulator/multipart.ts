import type { SimCall } from './route';

/** The part `file` of a multipart body; undefined without one. */
export async function filePart({ headers, raw }: SimCall): Promise<File | undefined> {
	const type = headers.get('content-type') ?? '';
	if (!/^multipart\/form-data\b/i.test(type)) return undefined;
	try {
		const request = new Response(raw as BodyInit, { headers: { 'content-type': type } });
		const part = (await request.formData()).get('file');
		return part instanceof File ? part : undefined;
	} catch {
		return undefined;
	}
}

export const bytesOf = async (part: File): Promise<Uint8Array> =>
	new Uint8Array(await part.arrayBuffer());
