import type { ErrorObject } from 'ajv';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Documents, Reference } from './documents';
import { follow, HOME } from './documents';

/** Tells where a value is not as the files say; empty when it fits. */
export type Explain = (value: unknown) => ErrorObject[];

interface Alternative {
	properties?: Record<string, unknown>;
	alternatives?: Array<Alternative | Reference>;
}

/** What compiles the schemas of Zoho's files. */
export class SchemaLibrary {
	private readonly ajv: Ajv;
	private readonly coercing: Ajv;

	constructor(private readonly documents: Documents) {
		this.ajv = this.ajvWith({});
		this.coercing = this.ajvWith({ coerceTypes: true });
	}

	/** For the schema at a place of a file. */
	at(file: string, pointer: string[]): Explain {
		const escaped = pointer.map((part) =>
			encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')),
		);
		return this.explain({ $ref: `${HOME}${file}#/${escaped.join('/')}` });
	}

	/** For the text of a query parameter: `"3"` is a number where the files want one. */
	ofText(schema: object): Explain {
		const validate = this.coercing.compile({ type: 'object', properties: { value: schema } });
		return (value) => (validate({ value }) ? [] : (validate.errors ?? []));
	}

	private ajvWith(more: { coerceTypes?: boolean }): Ajv {
		const given = { strict: false, allErrors: true, verbose: true, logger: false } as const;
		const ajv = addFormats(new Ajv({ ...given, ...more }));
		ajv.addKeyword({
			keyword: 'alternatives',
			schemaType: 'array',
			validate: (all: object[], value: unknown) => this.nearest(all, value).length === 0,
		});
		for (const [name, document] of this.documents) ajv.addSchema(document, HOME + name);
		return ajv;
	}

	private explain(schema: object): Explain {
		const validate = this.ajv.compile(schema);
		return (value) => {
			if (validate(value)) return [];
			return (validate.errors ?? []).flatMap((error) => {
				if (error.keyword !== 'alternatives') return [error];
				return this.nearest(error.schema as object[], error.data).map((inner) => ({
					...inner,
					instancePath: error.instancePath + inner.instancePath,
				}));
			});
		};
	}

	/**
	 * What that one of the alternatives says which the value comes nearest to, of those that know most of its keys; nothing
	 * when it fits one of these. An alternative that knows fewer is not meant, though it may forbid nothing.
	 */
	private nearest(all: object[], value: unknown): ErrorObject[] {
		const known = all.map((one) => this.keysKnown(one, value));
		const most = Math.max(...known);
		return all
			.filter((_, index) => known[index] === most)
			.map((one) => this.explain(one)(value))
			.reduce((a, b) => (distance(b) < distance(a) ? b : a));
	}

	/** How many keys of the value a schema has a word for. */
	private keysKnown(schema: Alternative | Reference, value: unknown): number {
		if (typeof value !== 'object' || value === null) return 0;
		const { object } = follow<Alternative>(this.documents, {
			object: schema,
			file: '',
			pointer: [],
		});
		const within = (object.alternatives ?? []).map((one) => this.keysKnown(one, value));
		const { properties = {} } = object;
		return Math.max(Object.keys(value).filter((key) => key in properties).length, ...within);
	}
}

/** A mistake far down counts for less: the alternative was the right one up to there. */
const distance = (errors: ErrorObject[]): number =>
	errors.reduce((sum, error) => sum + 10 ** -(error.instancePath.split('/').length - 1), 0);
