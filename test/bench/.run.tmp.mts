import { measure } from './ingest.ts';
const n = Number(process.argv[2] ?? 20000);
console.log(JSON.stringify(await measure({ messages: n, accounts: 20, conversations: Math.min(2000, n / 10) }), null, 1));
