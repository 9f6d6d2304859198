import { run } from './ingest';
console.log(JSON.stringify(await run(), null, 1));
