import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import { nodeTypesOf } from './nodeTypes';

/** A credential as the database holds it; `data` changes when a token is refreshed. */
export interface StoredCredential {
	id: string;
	name: string;
	definition: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

/** Fields that n8n's own `oAuth2Api` adds to every credential that extends it. */
const oAuth2Fields: INodeProperties[] = [
	{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '' },
	{ displayName: 'Client Secret', name: 'clientSecret', type: 'string', default: '' },
];

/** Stored credentials with defaults and expressions resolved as n8n does: packages/cli/src/credentials-helper.ts. */
export class CredentialStore extends ICredentialsHelper {
	constructor(private readonly stored: StoredCredential[]) {
		super();
	}

	getParentTypes(type: string) {
		return this.stored.find(({ definition }) => definition.name === type)?.definition.extends ?? [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const definition = this.stored.find((each) => each.definition.name === type)?.definition;
		return [...oAuth2Fields, ...(definition?.properties ?? [])];
	}

	async getDecrypted(
		_additional: unknown,
		which: INodeCredentialsDetails,
		type: string,
		_mode: unknown,
		_execute?: unknown,
		raw?: boolean,
	) {
		const data = structuredClone(this.find(which, type).data);
		return raw ? data : withDefaults(this.getCredentialsProperties(type), data);
	}

	async updateCredentials(
		which: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	) {
		this.find(which, type).data = structuredClone(data);
	}

	async updateCredentialsOauthTokenData(
		which: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	) {
		const found = this.find(which, type);
		found.data = { ...found.data, oauthTokenData: structuredClone(data.oauthTokenData) };
	}

	async authenticate(_data: unknown, _type: string, request: IHttpRequestOptions) {
		return request;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Only decrypted credentials exist here');
	}

	private find({ id }: INodeCredentialsDetails, type: string): StoredCredential {
		const found = this.stored.find((each) => each.id === id && each.definition.name === type);
		if (!found) throw new Error(`No credential ${id} of type ${type} is stored`);
		return found;
	}
}

/** Hidden fields always come from the type, never from what was stored; `$self` reads the boxes. */
export function withDefaults(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const boxes = { ...stored };
	for (const { name, type } of properties) if (type === 'hidden') delete boxes[name];
	const data = NodeHelpers.getNodeParameters(
		properties,
		boxes as INodeParameters,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
	if (stored.oauthTokenData !== undefined) data.oauthTokenData = stored.oauthTokenData;
	const node = {
		id: 'credential',
		name: 'credential',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf([]),
	});
	return workflow.expression.getComplexParameterValue(
		node,
		data as INodeParameters,
		'internal',
		{},
		undefined,
		undefined,
		data,
	) as ICredentialDataDecryptedObject;
}
