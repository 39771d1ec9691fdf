/** A COQL query as a tree: what any parser has to hand to `coqlCheck` and `coqlRun`. */
export interface CoqlQuery {
	columns: CoqlColumn[];
	module: string;
	/** `from Leads#5725…`: rows of a custom view. */
	viewId: string | null;
	where: CoqlCondition;
	groupBy: string[];
	orderBy: Array<{ column: string; descending: boolean }>;
	/** Undefined: not given, which means 200. */
	limit: number | undefined;
	offset: number;
}

export type CoqlAggregate = 'COUNT' | 'SUM' | 'MIN' | 'MAX' | 'AVG';

export interface CoqlColumn {
	/** Field or path through lookups: `Account_Name.Parent_Account.Account_Name`. */
	path: string;
	aggregate: CoqlAggregate | null;
	/** The key in the answer: the alias, else the column as it was written. */
	key: string;
	alias: boolean;
}

export interface CoqlLiteral {
	text: string;
	quoted: boolean;
}

export type CoqlOperator =
	| '='
	| '!='
	| '<'
	| '<='
	| '>'
	| '>='
	| 'in'
	| 'not in'
	| 'like'
	| 'not like'
	| 'between'
	| 'not between'
	| 'is null'
	| 'is not null';

export type CoqlCondition =
	| { kind: 'and' | 'or'; left: CoqlCondition; right: CoqlCondition }
	| { kind: 'test'; path: string; operator: CoqlOperator; values: CoqlLiteral[] };

/** A query that is none: SYNTAX_ERROR with `{ clause }` or `{ near, line, column }` (OpenAPI `coql.json`). */
export class CoqlSyntaxError extends Error {
	constructor(
		message: string,
		readonly details: { clause: string } | { near: string; line: number; column: number },
	) {
		super(message);
	}
}

export function testsIn(condition: CoqlCondition): Array<CoqlCondition & { kind: 'test' }> {
	if (condition.kind === 'test') return [condition];
	return [...testsIn(condition.left), ...testsIn(condition.right)];
}
