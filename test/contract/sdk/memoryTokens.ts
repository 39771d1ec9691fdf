import type { OAuthToken, TokenStore } from '@zohocrm/typescript-sdk-8.0';

/** The SDK's own stores want a file or a database. */
export class MemoryTokens implements TokenStore.TokenStore {
	private readonly tokens = new Map<string, OAuthToken>();

	async findToken() {
		return [...this.tokens.values()][0] ?? null;
	}

	async findTokenById(id: string) {
		return this.tokens.get(id) ?? null;
	}

	async saveToken(token: OAuthToken) {
		const id = token.getId() ?? '1';
		token.setId(id);
		this.tokens.set(id, token);
	}

	async deleteToken(id: string) {
		this.tokens.delete(id);
	}

	async getTokens() {
		return [...this.tokens.values()];
	}

	async deleteTokens() {
		this.tokens.clear();
	}
}
