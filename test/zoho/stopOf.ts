import { ZohoStop } from '../../nodes/shared/zoho/stop';

/** What the client gave up with. @throws what is no stop, and when it did not give up */
export async function stopOf(work: Promise<unknown>): Promise<ZohoStop> {
	const end = await work.then(
		() => new Error('The client did not give up'),
		(thrown: unknown) => thrown,
	);
	if (end instanceof ZohoStop) return end;
	return await Promise.reject(end);
}
