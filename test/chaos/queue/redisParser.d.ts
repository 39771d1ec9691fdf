/** Comes with ioredis, without types: https://github.com/NodeRedis/node-redis-parser */
declare module 'redis-parser' {
	export default class Parser {
		constructor(options: {
			returnReply(reply: unknown): void;
			returnError(error: Error): void;
			returnBuffers?: boolean;
		});
		execute(data: Buffer): void;
	}
}
