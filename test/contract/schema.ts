import type { ErrorObject } from 'ajv';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Documents } from './documents';
import { HOME } from './documents';

/** Tells where a value is not as the files say; empty when it fits. */
export type Explain = (value: unknown) => ErrorObject[];

/** What compiles the schemas of Zoho's files. */
export class SchemaLibrary {
	private readonly ajv = options(false);
	private readonly coercing = options(true);

	constructor(documents: Documents) {
		for (const [name, document] of documents) {
			for (const ajv of [this.ajv, this.coercing]) ajv.addSchema(document, HOME + name);
		}
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

	private explain(schema: object): Explain {
		const validate = this.ajv.compile(schema);
		return (value) => {
			if (validate(value)) return [];
			return (validate.errors ?? []).reduce<ErrorObject[]>(
				(kept, error) => (error.keyword === 'anyOf' ? this.choose(kept, error) : [...kept, error]),
				[],
			);
		};
	}

	/** In place of what all alternatives say, which ajv puts in front: what the one says that comes nearest. */
	private choose(told: ErrorObject[], { instancePath, schema, data }: ErrorObject): ErrorObject[] {
		const below = (error: ErrorObject) => `${error.instancePath}/`.startsWith(`${instancePath}/`);
		const outside = told.slice(0, told.findLastIndex((error) => !below(error)) + 1);
		const explained = (schema as object[]).map((one) => this.explain(one)(data));
		const nearest = explained.reduce((a, b) => (distance(b) < distance(a) ? b : a));
		const placed = nearest.map((error) => ({
			...error,
			instancePath: instancePath + error.instancePath,
		}));
		return [...outside, ...placed];
	}
}

/** A mistake far down counts for less: the alternative was the right one up to there. */
const distance = (errors: ErrorObject[]): number =>
	errors.reduce((sum, error) => sum + 10 ** -(error.instancePath.split('/').length - 1), 0);

const options = (coerceTypes: boolean): Ajv =>
	addFormats(
		new Ajv({ strict: false, allErrors: true, verbose: true, logger: false, coerceTypes }),
	);
