/** First module of the worker: teaches it TypeScript, then becomes the utility process. */
import { register as registerHooks } from 'node:module';
import { register } from 'tsx/esm/api';

register();
registerHooks('../../electron/runtime/rawText.mjs', import.meta.url);
await import('./utilityShim.ts');
