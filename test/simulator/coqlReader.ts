import { syntaxErrorAt, tokenize, type CoqlToken } from './coqlTokens';

/** Reads tokens from left to right. Keywords in any case. */
export class CoqlReader {
	private at = 0;

	private readonly tokens: CoqlToken[];

	/** @throws CoqlSyntaxError where a character begins no token. */
	constructor(private readonly query: string) {
		this.tokens = tokenize(query);
	}

	peek(): CoqlToken {
		return this.tokens[this.at];
	}

	next(): CoqlToken {
		return this.tokens[this.at++];
	}

	isWord(...words: string[]): boolean {
		const upcoming = this.tokens.slice(this.at, this.at + words.length);
		return words.every((word, index) => {
			const token = upcoming[index];
			return token?.kind === 'word' && token.text.toLowerCase() === word;
		});
	}

	takeWord(...words: string[]): boolean {
		if (!this.isWord(...words)) return false;
		this.at += words.length;
		return true;
	}

	takeSign(sign: string): boolean {
		const token = this.peek();
		if (token.kind !== 'sign' || token.text !== sign) return false;
		this.at += 1;
		return true;
	}

	needSign(sign: string): void {
		if (!this.takeSign(sign)) this.fail();
	}

	needKind(...kinds: Array<CoqlToken['kind']>): CoqlToken {
		if (!kinds.includes(this.peek().kind)) this.fail();
		return this.next();
	}

	fail(): never {
		throw syntaxErrorAt(this.query, this.peek().at);
	}
}
