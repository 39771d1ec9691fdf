import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { sourcesBelow } from './package/sourcesBelow';

const root = resolve(__dirname, '..');
const shared = ['core', 'state', 'zoho', 'ui'];
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const parsed = (file: string) =>
	ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);

const ours = sourcesBelow('nodes', 'credentials');
const simulator = sourcesBelow('test/simulator');
const helping = sourcesBelow('test/support', 'scripts').filter(
	(file) => !file.endsWith('.test.ts'),
);

/** What a file imports, relative paths as paths from the top of the repository. */
function importsOf(file: string): string[] {
	return ts
		.preProcessFile(read(file), true, true)
		.importedFiles.map(({ fileName }) =>
			fileName.startsWith('.') ? relative(root, resolve(root, dirname(file), fileName)) : fileName,
		);
}

/** 0 core … 3 ui, 4 a node; the bundled libraries lie below everything. */
function layerOf(path: string): number {
	const [, folder, layer] = path.split('/');
	if (folder !== 'shared') return shared.length;
	return layer === 'vendor' ? -1 : shared.indexOf(layer);
}

const pairs = (files: string[]) =>
	files.flatMap((file) => importsOf(file).map((imported) => ({ file, imported })));
const inside = (path: string) => path.startsWith('nodes/') || path.startsWith('credentials/');
const told = (found: Array<{ file: string; imported: string }>) =>
	found.map(({ file, imported }) => `${file} imports ${imported}`);

/** What loading a file loads with it: imports of values, not those that wait until they are asked for. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	for (const statement of parsed(file).statements) {
		if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
		const from = statement.moduleSpecifier;
		if (!from || !ts.isStringLiteral(from) || !from.text.startsWith('.')) continue;
		if (ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly) continue;
		loadedWith(`${relative(root, resolve(root, dirname(file), from.text))}.ts`, seen);
	}
	return seen;
}

describe('imports', () => {
	it('point from a node to ui, zoho, state and core, never back', () => {
		const nodes = ours.filter((file) => file.startsWith('nodes/'));
		const back = pairs(nodes).filter(
			({ file, imported }) => inside(imported) && layerOf(imported) > layerOf(file),
		);
		expect(told(back)).toEqual([]);
	});

	it('of a node bring its form only: n8n loads every node at its start', () => {
		const nodes = ours.filter((file) => file.endsWith('.node.ts'));
		const heavy = nodes.flatMap((node) =>
			[...loadedWith(node)]
				.filter((file) => /^nodes\/shared\/(zoho|state|vendor)\/|\/execute\.ts$/.test(file))
				// The boxes of the credential, and with them the scopes, are a table.
				.filter((file) => file !== 'nodes/shared/zoho/scopes.ts')
				.map((file) => `${node} loads ${file}`),
		);
		expect(nodes.length).toBeGreaterThan(6);
		expect(heavy).toEqual([]);
	});

	it('never join two nodes', () => {
		const across = pairs(ours).filter(({ file, imported }) => {
			const bothNodes = layerOf(file) === shared.length && layerOf(imported) === shared.length;
			return inside(imported) && bothNodes && file.split('/')[1] !== imported.split('/')[1];
		});
		expect(told(across)).toEqual([]);
	});

	it('of core are its siblings, lodash and the bundled libraries: no n8n, no HTTP', () => {
		const wrong = pairs(ours.filter((file) => file.startsWith('nodes/shared/core/'))).filter(
			({ imported }) => !/^(nodes\/shared\/(core|vendor)|lodash|luxon)(\/|$)/.test(imported),
		);
		expect(told(wrong)).toEqual([]);
	});

	it('of packages are only what n8n supplies, no file system among it, and Redis only where Redis lives (R75)', () => {
		const wrong = pairs(ours).filter(({ file, imported }) => {
			if (inside(imported) || file.startsWith('nodes/shared/vendor/')) return false;
			if (imported === 'ioredis') return !file.startsWith('nodes/shared/state/redis');
			return !/^(n8n-workflow|luxon|crypto|node:crypto|lodash(\/\w+)?)$/.test(imported);
		});
		expect(told(wrong)).toEqual([]);
	});

	it('of the simulator are nothing of ours', () => {
		const wrong = pairs(simulator).filter(
			({ imported }) => inside(imported) || imported.startsWith('test/support'),
		);
		expect(told(wrong)).toEqual([]);
	});
});

describe('core', () => {
	it('knows no clock and no chance', () => {
		const core = ours.filter((file) => file.startsWith('nodes/shared/core/'));
		const asking =
			/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bDateTime\.(now|utc\(\)|local\(\))/;
		expect(core.filter((file) => asking.test(read(file)))).toEqual([]);
	});
});

describe('size', () => {
	/** Forms and tables: long lists of one thing. */
	const lists = [
		/\/description\w*\.ts$/,
		/^credentials\//,
		/^nodes\/\w+\/\w*(Fields|Options)\.ts$/,
		/^nodes\/shared\/zoho\/(scopes|wordings)\.ts$/,
		/^test\/simulator\/(\w*[sS]chema\w*|\w*[tT]able\w*)\.ts$/,
		/^scripts\/reports\.ts$/,
	];
	const logic = [...ours, ...simulator, ...helping].filter(
		(file) => !file.endsWith('.test.ts') && !lists.some((list) => list.test(file)),
	);

	it('of a file is below 150 lines of code', () => {
		const long = logic.map((file) => ({ file, lines: codeLines(parsed(file)) }));
		expect(long.filter(({ lines }) => lines >= 150)).toEqual([]);
	});

	it('of a function, without the functions inside it, is below 40 lines', () => {
		const long = logic.flatMap((file) => functionsOf(parsed(file)));
		expect(long.filter(({ lines }) => lines >= 40)).toEqual([]);
	});
});

/** Lines that hold a token of a statement other than an import: comments and empty lines do not count. */
function codeLines(source: ts.SourceFile): number {
	const lines = new Set<number>();
	const visit = (node: ts.Node) => {
		if (ts.isImportDeclaration(node) || ts.isJSDoc(node)) return;
		const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
		if (children.length === 0) {
			lines.add(source.getLineAndCharacterOfPosition(node.getStart(source)).line);
		}
		children.forEach(visit);
	};
	source.statements.forEach(visit);
	return lines.size;
}

/** Lengths of all functions; a closure full of methods counts what is its own. */
function functionsOf(source: ts.SourceFile): Array<{ at: string; lines: number }> {
	const found: Array<{ at: string; lines: number }> = [];
	const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
	const linesOf = (node: ts.Node) => lineOf(node.getEnd()) - lineOf(node.getStart(source)) + 1;
	const inner = (node: ts.Node): number => {
		let sum = 0;
		ts.forEachChild(node, (child) => {
			const lines = ts.isFunctionLike(child) ? linesOf(child) - 1 : inner(child);
			sum += lines;
		});
		return sum;
	};
	const visit = (node: ts.Node) => {
		if (ts.isFunctionLike(node) && 'body' in node && node.body) {
			const line = lineOf(node.getStart(source)) + 1;
			found.push({ at: `${source.fileName}:${line}`, lines: linesOf(node) - inner(node) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}
