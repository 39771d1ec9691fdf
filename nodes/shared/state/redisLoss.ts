import { ANSWER_WITHIN_MS, type RedisSettings } from './redisClient';
import { StateLost } from './sharedState';

const TIMED_OUT = `timed out: no answer within ${ANSWER_WITHIN_MS / 1000} seconds`;

/** First match wins. Codes are Node's, capitals at the start of a message are Redis' own. */
const REASONS: Array<[RegExp, string]> = [
	[/ECONNREFUSED/, 'refused the connection: nothing listens there. Check host and port'],
	[/ENOTFOUND|EAI_AGAIN/, 'was not found: no such host name'],
	[/EHOSTUNREACH|ENETUNREACH/, 'cannot be reached from this machine'],
	[/ETIMEDOUT|timed out/i, TIMED_OUT],
	[
		/WRONGPASS|invalid password|invalid username/i,
		'refused the login: wrong user name or password',
	],
	// Also what remains when Redis 5 or older was given a user name, which it does not know.
	[/NOAUTH/, 'asks for a login. Give the password; on Redis 5 or older leave the user empty'],
	[/NOPERM/, 'does not let this user run the commands needed'],
	[/DB index|SELECT is not allowed/i, 'has no database with that number'],
	[/LOADING/, 'is still loading its data'],
	[/READONLY/, 'is a read-only replica. Give the address of the primary'],
	[
		/MOVED|CROSSSLOT|CLUSTERDOWN/,
		'is part of a cluster, which is not supported. Give a single Redis',
	],
	[/OOM|maxmemory/, 'is out of memory'],
	[/CERT|self.signed|SSL|TLS|EPROTO/i, 'did not agree on TLS'],
	[
		/ECONNRESET|EPIPE|closed|writeable|ended/i,
		'closed the connection. If this is always so, check whether it expects TLS',
	],
];

/**
 * What ioredis threw, as a StateLost fit to show to a person: where, and what happened. Only the text of
 * unknown answers is passed on, never a command's arguments, where a password could be.
 */
export function stateLost(error: unknown, settings: RedisSettings): StateLost {
	if (error instanceof StateLost) return error;
	const { code, message } = wordsOf(error);
	const known = REASONS.find(([pattern]) => pattern.test(`${code} ${message}`));
	const what = known ? known[1] : `answered: ${fitToShow(message, settings)}`;
	// A Redis without TLS takes the greeting for half a command and waits for the rest.
	const doubt = settings.tls && what === TIMED_OUT ? '. Check whether it speaks TLS' : '';
	return new StateLost(`Redis at ${settings.host}:${settings.port} ${what}${doubt}.`);
}

/** Redis repeats the arguments of a command that it does not know, cut: the login, where it has no AUTH. Proxies repeat more. */
function fitToShow(message: string, { user, password }: RedisSettings): string {
	const [said] = message.split(/,? with args beginning with/);
	const secrets = [password, user].filter((secret) => secret !== undefined && secret !== '');
	return secrets.reduce<string>((rest, secret) => rest.replaceAll(secret as string, '***'), said);
}

/** Trying IPv6 and IPv4 fails with an AggregateError that has a code but no message. */
function wordsOf(error: unknown): { code: string; message: string } {
	if (!(error instanceof Error)) return { code: '', message: String(error) };
	const code = 'code' in error ? String(error.code) : '';
	return { code, message: error.message };
}
