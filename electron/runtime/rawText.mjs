// Loader hook: `import text from './file?raw'` outside the bundler, as Vite reads it.
import { readFile } from 'node:fs/promises';

export const load = async (url, context, next) => {
  if (!url.endsWith('?raw')) return next(url, context);
  return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(await readFile(new URL(url), 'utf8'))};` };
};
