/**
 * Loads TypeScript as the build compiles it. tsx would name every function anew each time one is made, and put a getter
 * before every import: that is not what runs in n8n, and a good part of what would be measured.
 */
const { readFileSync } = require('node:fs');
const ts = require('typescript');
const { config } = ts.readConfigFile(require.resolve('../tsconfig.json'), ts.sys.readFile);

const compilerOptions = { ...config.compilerOptions, noEmit: false, inlineSourceMap: true };
const others = { ...require.extensions };
// First of all, as `X.node` means X.node.ts and not X.node.json.
for (const extension of Object.keys(others)) delete require.extensions[extension];
require.extensions['.ts'] = (module, fileName) => {
	const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), {
		compilerOptions,
		fileName,
	});
	module._compile(outputText, fileName);
};
Object.assign(require.extensions, others);
