import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

/** A command as it came: its name and arguments. */
export type Command = string[];

/** What comes back for a command, as it stands on the wire; null for a connection that breaks. */
export type Reply = (command: Command) => string | null;

/** What listens where a Redis should: it understands nothing, and answers as told. */
export interface RedisStandIn {
	port: number;
	answer(reply: Reply): void;
	/** Commands that came so far. */
	heard(): Command[];
	close(): Promise<void>;
}

export async function openRedisStandIn(): Promise<RedisStandIn> {
	let reply: Reply = () => '+OK\r\n';
	const heard: Command[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		let rest = '';
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		socket.on('data', (bytes) => {
			const read = commandsIn(rest + bytes.toString('latin1'));
			rest = read.rest;
			for (const command of read.commands) {
				heard.push(command);
				const answer = reply(command);
				if (answer === null) socket.destroy();
				else socket.write(answer);
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		answer: (next) => void (reply = next),
		heard: () => [...heard],
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

/** Commands are lists of texts with their lengths: `*2 $3 GET $1 k` (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
function commandsIn(text: string): { commands: Command[]; rest: string } {
	const commands: Command[] = [];
	let rest = text;
	for (;;) {
		const [head, count] = /^\*(\d+)\r\n/.exec(rest) ?? [];
		if (head === undefined) return { commands, rest };
		const command: Command = [];
		let at = head.length;
		while (command.length < Number(count)) {
			const [size, length] = /^\$(\d+)\r\n/.exec(rest.slice(at, at + 20)) ?? [];
			const from = at + (size?.length ?? 0);
			if (size === undefined || rest.length < from + Number(length) + 2) return { commands, rest };
			command.push(rest.slice(from, from + Number(length)));
			at = from + Number(length) + 2;
		}
		commands.push(command);
		rest = rest.slice(at);
	}
}
