import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import Parser from 'redis-parser';

/** What becomes of a command: `unheard` never reaches Redis, of `unanswered` the answer is lost. */
export type Passage = 'passes' | 'unheard' | 'unanswered';

/** Who decides what passes; Redis waits meanwhile. */
export interface Gate {
	/** Whether a connection is let through. */
	connection(): Promise<boolean>;
	/** @param name in small letters, `evalsha …` with the digest of the script */
	command(name: string): Promise<Passage>;
	/** A command that Redis refused, or whose answer did not arrive; `connection`: one that was not let through. */
	missed(name: string): void;
}

/** The way of one process to Redis. */
export interface Wire {
	port: number;
	/** Connections that are open now. */
	open(): number;
	/** Breaks all connections. */
	cut(): void;
	close(): Promise<void>;
}

/** @param now what scripts take for the time, in place of the clock of Redis */
export async function openWire(
	portOfRedis: () => number,
	gate: Gate,
	now?: () => number,
): Promise<Wire> {
	const sockets = new Set<Socket>();
	const server = createServer((near) => {
		sockets.add(near);
		near.on('close', () => sockets.delete(near)).on('error', () => near.destroy());
		void gate.connection().then((isOpen) => {
			if (isOpen) join(near, connect(portOfRedis(), '127.0.0.1'), gate, now);
			else refuse(near, gate);
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const cut = () => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		port: (server.address() as AddressInfo).port,
		open: () => sockets.size,
		cut,
		async close() {
			cut();
			server.close();
			await once(server, 'close');
		},
	};
}

function refuse(near: Socket, gate: Gate): void {
	gate.missed('connection');
	near.destroy();
}

/** Hands on command by command one way, and whatever comes the other way. */
function join(near: Socket, far: Socket, gate: Gate, now?: () => number): void {
	far.on('error', () => far.destroy()).on('close', () => near.destroy());
	/** Asked and not answered yet. */
	const open: string[] = [];
	near.on('close', () => {
		far.destroy();
		open.splice(0).forEach((name) => gate.missed(name));
	});
	let last: string[] | undefined;
	const pass = async (command: Buffer[]) => {
		const name = nameOf(command);
		const passage = near.destroyed ? 'unheard' : await gate.command(name);
		if (near.destroyed) return gate.missed(name);
		open.push(name);
		if (passage === 'unheard') return void near.destroy();
		if (passage === 'unanswered') last ??= [...open];
		const sent = now ? timed(command, now()) : command;
		far.write(Buffer.concat(sent.reduce(written, [Buffer.from(`*${sent.length}\r\n`)])));
	};
	let passed = Promise.resolve();
	near.on(
		'data',
		reader((command) => (passed = passed.then(() => pass(command as Buffer[])))),
	);
	const answered = reader((answer) => {
		last?.shift();
		const name = open[0];
		if (last?.length === 0) return void near.destroy();
		open.shift();
		if (answer instanceof Error && !answer.message.startsWith('NOSCRIPT')) gate.missed(name);
	});
	far.on('data', (data) => {
		answered(data);
		if (!near.destroyed) near.write(data);
	});
}

/** Commands and answers are written alike: https://redis.io/docs/latest/develop/reference/protocol-spec/ */
function reader(each: (whole: unknown) => void): (data: Buffer) => void {
	const parser = new Parser({ returnReply: each, returnError: each, returnBuffers: true });
	return (data) => parser.execute(data);
}

const written = (all: Buffer[], part: Buffer): Buffer[] => [
	...all,
	Buffer.from(`$${part.length}\r\n`),
	part,
	Buffer.from('\r\n'),
];

/** The first argument of each script, behind its keys, is the time; empty for the clock of Redis (redisLua.ts). */
function timed(command: Buffer[], now: number): Buffer[] {
	const [name, , keys] = command.map(String);
	if (!/^eval/i.test(name)) return command;
	return command.with(3 + Number(keys), Buffer.from(String(now)));
}

/** A script that Redis does not know yet is sent whole, else by its digest. */
function nameOf([command, script]: Buffer[]): string {
	const name = command.toString().toLowerCase();
	if (name === 'eval') return `evalsha ${createHash('sha1').update(script).digest('hex')}`;
	return name === 'evalsha' ? `${name} ${script.toString()}` : name;
}
