import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A test, or a group of tests, whose title names reports. */
export interface ReportTest {
	ids: string[];
	/** Without the ids, and with the title of its group before it. */
	title: string;
	file: string;
}

/** In jest, in the stories of a real n8n (`scene.check`), and in the check of the package. */
const TITLED = /^(describe|it)(\.each\b|$)|^(scene\.)?check$/;
const ID = /\bR\d{2,3}\b/g;
const LEADING = /^(R\d+, )*R\d+: /;

const idsIn = (text: string): string[] => [...new Set(text.match(ID) ?? [])];

/** Every title below `root` that names a report, in the order of the files given. */
export const reportTests = (root: string, files: readonly string[]): ReportTest[] =>
	files.flatMap((file) => {
		const text = readFileSync(join(root, file), 'utf8');
		return idsIn(text).length > 0 ? titlesIn(file, text) : [];
	});

function titlesIn(file: string, text: string): ReportTest[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const found: ReportTest[] = [];
	const visit = (node: ts.Node, groups: string[]) => {
		const titles = ts.isCallExpression(node) ? titlesOf(node) : [];
		for (const title of titles) {
			const ids = idsIn(title);
			if (ids.length > 0)
				found.push({ ids, title: [...groups, title].map(bare).join(' › '), file });
		}
		const inside = titles.length > 0 ? [...groups, titles[0]] : groups;
		ts.forEachChild(node, (child) => visit(child, inside));
	};
	visit(source, []);
	return found;
}

/** The title of a call that has one; each case of a table that names a report is a title of its own. */
function titlesOf({ expression, arguments: [first] }: ts.CallExpression): string[] {
	const table = ts.isCallExpression(expression) ? expression : undefined;
	const callee = (table?.expression ?? expression).getText();
	const title = first && textOf(first);
	if (title === undefined || !TITLED.test(callee)) return [];
	const cases = table ? stringsIn(table).filter((text) => idsIn(text).length > 0) : [];
	return cases.length > 0 ? cases.map((text) => title.replace('%s', () => text)) : [title];
}

/** What is put into a template is not known here. */
function textOf(node: ts.Expression): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

function stringsIn(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	const found: string[] = [];
	ts.forEachChild(node, (child) => void found.push(...stringsIn(child)));
	return found;
}

/** Without ids; what a table puts in is an ellipsis. */
const bare = (title: string): string =>
	title
		.replace(LEADING, '')
		.replace(/(, )?\bR\d{2,3}\b/g, '')
		.replace(' ()', '')
		.replace(/%[a-z]/g, '…');
