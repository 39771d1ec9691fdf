import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry } from '../simulator/log';
import { CallLog } from '../simulator/log';

/** One request with its answer, as the contract checks read it. */
export type Traffic = Pick<
	LogEntry,
	'method' | 'path' | 'query' | 'name' | 'status' | 'fault' | 'requestBody' | 'responseBody'
>;

/**
 * From now on every simulator of this process writes the traffic that is `wanted` into `folder`, one line for each request
 * that looks like none before: same route, status, parameters and shape of bodies count as the same.
 */
export function recordTraffic(folder: string, wanted: () => boolean): void {
	const file = join(folder, `${process.pid}-${Date.now()}.jsonl`);
	const known = new Set<string>();
	const add = CallLog.prototype.add;
	CallLog.prototype.add = function (entry) {
		add.call(this, entry);
		if (!wanted()) return;
		const { method, path, query, name, status, fault, requestBody, responseBody } = entry;
		const traffic = { method, path, query, name, status, fault, requestBody, responseBody };
		const looks = lookOf(traffic);
		if (known.has(looks)) return;
		known.add(looks);
		appendFileSync(file, `${JSON.stringify(traffic)}\n`);
	};
}

/** What all processes recorded, each look once. */
export function readTraffic(folder: string): Traffic[] {
	const found = new Map<string, Traffic>();
	for (const name of readdirSync(folder)) {
		for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
			if (line === '') continue;
			const traffic = JSON.parse(line) as Traffic;
			found.set(lookOf(traffic), traffic);
		}
	}
	return [...found.values()];
}

function lookOf({ method, path, query, name, status, fault, requestBody, responseBody }: Traffic) {
	const where = path.replace(/\d{6,}/g, '#');
	const parameters = Object.keys(query).sort();
	const bodies = [shapeOfText(requestBody), shapeOfText(responseBody)];
	return JSON.stringify([
		method,
		name === 'unknown' ? where : name,
		status,
		fault,
		parameters,
		bodies,
	]);
}

function shapeOfText(text: string | undefined): unknown {
	if (text === undefined) return null;
	try {
		return shapeOf(JSON.parse(text));
	} catch {
		return 'no JSON';
	}
}

function shapeOf(value: unknown): unknown {
	if (Array.isArray(value))
		return [...new Set(value.map((one) => JSON.stringify(shapeOf(one))))].sort();
	if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
	return Object.entries(value)
		.map(([key, one]) => [key, shapeOf(one)])
		.sort();
}
