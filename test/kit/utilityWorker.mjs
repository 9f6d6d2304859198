/** First module of the worker: teaches it TypeScript, then becomes the utility process. */
import { register } from 'tsx/esm/api';

register();
await import('./utilityShim.ts');
