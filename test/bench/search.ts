/**
 * Search in the real app over its own archive, against native SQLite FTS5 over character pairs of the same texts in
 * the same run (by python3's sqlite3: Node 20 has none). First 50 results of a mixed set of queries.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openLedger } from '#electron/engine/ledger/openLedger';
import type { AccountId, ChatId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import { conversationIdOf } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import type { SearchMessage } from '#renderer/archive/search/messages';
import { launchApp } from '../kit/app';
import { quantile, ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { preparePage, progress, untilApplied, watchArchive } from './archivePage';
import { accountDrafts } from './ingestLoad';
import { KINDS, searchQueries, searchTexts } from './searchTexts';

/** `ZUOXI_BENCH_MESSAGES=1000000 npm run bench -- --only search` is the long run; a million takes some ten minutes. */
const MESSAGES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 200_000);
/** What arrives while questions are asked. */
const LIVE = 20_000;
const ACCOUNTS = 8;
const CONVERSATIONS = 5000;
const PASSES = 3;

const draftOf = (text: string, n: number): Draft => {
  const which = (n * 31) % CONVERSATIONS;
  const account = `bench-${which % ACCOUNTS}` as AccountId; // this load's ids
  const chat = `private:${which}` as ChatId; // this load's ids
  return {
    type: 'message.received', actor: { kind: 'channel' }, account, conversation: conversationIdOf(account, chat),
    data: { chat: { id: chat, kind: 'private', contact: `${which}` as ContactId }, id: `m${n}` as RemoteMessageId, at: Date.UTC(2026, 0, 1) + n * 900, direction: 'in', sender: { id: `${which}` as ContactId, name: `顾客 ${which}` }, parts: [{ kind: 'text', text }], source: 'live' }, // this load's ids
  };
};

/** Appends the texts as messages `first`, `first + 1` … to the ledger of an app that does not run; gives the new head. */
const fill = async (dataDir: string, texts: readonly string[], first = 0): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'bench', now: Date.now, key: () => null });
  try {
    if (first === 0) await ledger.append(accountDrafts(ACCOUNTS));
    for (let from = 0; from < texts.length; from += 2000) await ledger.append(texts.slice(from, from + 2000).map((text, at) => draftOf(text, first + from + at)));
    return ledger.head();
  } finally {
    await ledger.close();
  }
};

/** Resolves with the index's size once it holds so many lines. */
const untilIndexed = (page: Page, docs: number): Promise<{ readonly bytes: number; readonly ms: number }> => page.evaluate((wanted) => new Promise((resolve, reject) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const start = performance.now();
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind !== 'state') return;
    if (data.state.phase === 'failed') reject(new Error(data.state.code));
    if (data.state.phase === 'ready' && data.state.docs >= wanted) resolve({ bytes: data.state.bytes ?? 0, ms: performance.now() - start });
  };
  setInterval(() => channel.postMessage({ kind: 'askState' }), 500);
}), docs);

/** Keeps the search worker out until let in: what the archive takes alone. Ask before the window starts that worker. */
const holdSearch = (page: Page): Promise<void> => page.evaluate(() => {
  void navigator.locks.request('zuoxi:search-writer', () => new Promise<void>((resolve) => { Object.assign(globalThis, { letSearch: resolve }); }));
});
const letSearch = (page: Page): Promise<void> => page.evaluate(() => (globalThis as unknown as { readonly letSearch: () => void }).letSearch()); // put there above

/** From the first to the last thing the archive said of its progress, ms per entry of them. */
const archiveMs = async (page: Page, head: number): Promise<number> => {
  await untilApplied(page, head);
  const seen = (await progress(page)).filter(({ applied }) => applied > 0);
  const first = seen[0];
  const last = seen.find(({ applied }) => applied >= head) ?? seen.at(-1);
  if (first === undefined || last === undefined || first.applied === last.applied) throw new Error('the archive was done before it could be measured');
  return ((last.at - first.at) / (last.applied - first.applied)) * head;
};

/** Nothing of the profile is in memory any more when it is opened next. */
const dropFromMemory = (folder: string): void => {
  const drop = 'import os,sys\nfor at,_,names in os.walk(sys.argv[1]):\n  for name in names:\n    try:\n      file=os.open(os.path.join(at,name),os.O_RDONLY); os.fsync(file); os.posix_fadvise(file,0,0,os.POSIX_FADV_DONTNEED); os.close(file)\n    except OSError: pass';
  spawnSync('python3', ['-c', drop, folder]);
};

const say = (text: string): void => { process.stderr.write(`  ${text}\n`); };

type Asked = { readonly first: readonly number[]; readonly warm: readonly number[]; readonly counts: readonly number[] };

/** Asks as a window does, over the channel, one question after the other; times in ms per query. */
const ask = (page: Page, queries: readonly string[], passes: number): Promise<Asked> => page.evaluate(async ({ texts, rounds }) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const waiting = new Map<string, (page: { readonly hits: readonly unknown[] }) => void>();
  channel.onmessage = ({ data }) => { if (data.kind === 'answer') waiting.get(data.id)?.(data.page); };
  const one = async (text: string): Promise<{ readonly ms: number; readonly count: number }> => {
    const id = crypto.randomUUID();
    const start = performance.now();
    const answer = await new Promise<{ readonly hits: readonly unknown[] }>((resolve) => {
      waiting.set(id, resolve);
      channel.postMessage({ kind: 'ask', id, query: { text, limit: 50 } });
    });
    return { ms: performance.now() - start, count: answer.hits.length };
  };
  const all: { readonly ms: number; readonly count: number }[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const answers = [];
    for (const text of texts) answers.push(await one(text));
    all.push(answers);
  }
  return { first: all[0]?.map(({ ms }) => ms) ?? [], warm: all.slice(1).flat().map(({ ms }) => ms), counts: all[0]?.map(({ count }) => count) ?? [] };
}, { texts: queries, rounds: passes });

const NATIVE = `
import json, sqlite3, sys, time
folder, passes = sys.argv[1], int(sys.argv[2])
texts = json.load(open(folder + '/texts.json')); queries = json.load(open(folder + '/queries.json'))
db = sqlite3.connect(folder + '/native.sqlite3')
db.execute("CREATE TABLE doc(id INTEGER PRIMARY KEY, text TEXT)")
db.execute("CREATE VIRTUAL TABLE term USING fts5(words, content='', detail=none, tokenize=\\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'\\")")
def pairs(word):
    return [word[i:i+2] for i in range(len(word) - 1)]
def terms(text):
    out = set()
    for word in text.lower().split():
        out.update(pairs(word)); out.add(word[-1])
    return ' '.join(out)
for at in range(0, len(texts), 10000):
    part = list(enumerate(texts[at:at+10000], at + 1))
    db.executemany("INSERT INTO doc VALUES(?,?)", part)
    db.executemany("INSERT INTO term(rowid,words) VALUES(?,?)", [(i, terms(t)) for i, t in part])
db.commit()
def quote(t): return '"' + t.replace('"', '""') + '"'
def run(query):
    words = query.lower().split()
    match = [quote(p) for w in words for p in pairs(w)] + [quote(w) + ' *' for w in words if len(w) == 1]
    hits = 0
    for (text,) in db.execute("SELECT doc.text FROM term CROSS JOIN doc ON doc.id = term.rowid WHERE term MATCH ? ORDER BY term.rowid DESC", (' AND '.join(match),)):
        low = text.lower()
        if all(w in low for w in words):
            hits += 1
            if hits == 50: break
    return hits
times = []; counts = []
for turn in range(passes):
    for q in queries:
        start = time.perf_counter(); n = run(q); spent = (time.perf_counter() - start) * 1000
        if turn: times.append(spent)
        else: counts.append(n)
print(json.dumps({'warm': times, 'counts': counts}))
`;

/** Resolves when the worker listens and its index is open: what is asked before that nobody hears. */
const untilOpen = (page: Page): Promise<void> => page.evaluate(() => new Promise((resolve) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const again = setInterval(() => channel.postMessage({ kind: 'askState' }), 100);
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind !== 'state' || data.state.phase === 'opening') return;
    clearInterval(again);
    channel.close();
    resolve();
  };
}));

type Native = { readonly warm: readonly number[]; readonly counts: readonly number[] };

const native = (texts: readonly string[], queries: readonly string[]): Native => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-native-'));
  try {
    writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts));
    writeFileSync(join(folder, 'queries.json'), JSON.stringify(queries));
    const { status, stdout, stderr } = spawnSync('python3', ['-c', NATIVE, folder, String(PASSES)], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (status !== 0) throw new Error(`native SQLite with FTS5 is the baseline and python3 could not give it: ${stderr.slice(-400)}`);
    return JSON.parse(stdout) as Native; // printed by the script above
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Asks over and over until the archive has all and the index too; times in ms. */
const askDuring = async (page: Page, queries: readonly string[], head: number, docs: number): Promise<readonly number[]> => {
  await untilOpen(page);
  const times: number[] = [];
  const done = Promise.all([untilApplied(page, head), untilIndexed(page, docs)]).then(() => true);
  for (let turn = 0; ; turn += 1) {
    const { first } = await ask(page, queries.slice((turn * 20) % queries.length).slice(0, 20), 1);
    times.push(...first);
    if (await Promise.race([done, Promise.resolve(false)])) return times;
  }
};

type Built = { readonly archive: number; readonly index: number; readonly bytes: number };

const build = async (userData: string, head: number): Promise<Built> => {
  const app = await launchApp({ userData });
  await preparePage(app.page);
  await holdSearch(app.page);
  await watchArchive(app.page);
  const archive = await archiveMs(app.page, head);
  say(`archive alone ${Math.round(archive / 1000)} s`);
  const start = performance.now();
  await letSearch(app.page);
  const { bytes } = await untilIndexed(app.page, MESSAGES);
  const index = performance.now() - start;
  say(`index ${Math.round(index / 1000)} s, ${(bytes / MESSAGES).toFixed(1)} bytes/message`);
  await app.quit();
  return { archive, index, bytes };
};

const rowsOf = (built: Built, asked: Asked, during: readonly number[], baseline: Native, queries: readonly string[]): readonly BenchRow[] => {
  const differing = queries.filter((_, at) => asked.counts[at] !== baseline.counts[at]);
  if (differing.length > 0) process.stdout.write(`counts differ from native: ${JSON.stringify(differing)}\n`);
  const ofKind = (times: readonly number[], kind: number): readonly number[] => times.filter((_, at) => at % KINDS.length === kind);
  return [
    ratioRow(`search, first 50 of ${MESSAGES.toLocaleString('en')}, warm p95`, quantile(asked.warm, 0.95), 'ms', quantile(baseline.warm, 0.95), { atMost: 1.5 }),
    ratioRow('search, warm p50', quantile(asked.warm, 0.5), 'ms', quantile(baseline.warm, 0.5)),
    ...KINDS.map((name, kind) => ratioRow(`search, warm p95, ${name}`, quantile(ofKind(asked.warm, kind), 0.95), 'ms', quantile(ofKind(baseline.warm, kind), 0.95))),
    valueRow('search, first query after a start from cold files', asked.first[0] ?? Number.NaN, 'ms', { atMost: 150 }),
    valueRow('search, first pass after it, p95', quantile(asked.first, 0.95), 'ms'),
    valueRow(`search, p95 of ${during.length} while ${LIVE.toLocaleString('en')} arrive at full speed`, quantile(during, 0.95), 'ms', { atMost: 50 }),
    valueRow('search, queries whose count differs from native', differing.length, `of ${queries.length}`, { atMost: 0 }),
    valueRow('search, index with its copy of the text', built.bytes / MESSAGES, 'bytes/message', { atMost: 120 }),
    ratioRow('ingest with search against without', built.archive + built.index, 'ms', built.archive, { atMost: 1.3 }),
    valueRow('index from nothing', MESSAGES / (built.index / 1000), 'messages/s'),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const all = searchTexts(MESSAGES + LIVE);
  const texts = all.slice(0, MESSAGES);
  const queries = searchQueries(texts);
  const empty = await launchApp();
  const { userData, dataDir } = empty;
  try {
    await preparePage(empty.page);
    await untilApplied(empty.page, 1);
    await empty.quit();
    const filled = await fill(dataDir, texts);
    say(`ledger of ${filled} entries`);
    const built = await build(userData, filled);

    dropFromMemory(userData);
    const again = await launchApp({ userData });
    await preparePage(again.page);
    await untilIndexed(again.page, MESSAGES);
    const asked = await ask(again.page, queries, PASSES);
    await again.quit();
    say(`warm p95 ${quantile(asked.warm, 0.95).toFixed(1)} ms`);
    const baseline = native(texts, queries);
    say(`native p95 ${quantile(baseline.warm, 0.95).toFixed(1)} ms`);

    const head = await fill(dataDir, all.slice(MESSAGES), MESSAGES);
    const live = await launchApp({ userData });
    await preparePage(live.page);
    const during = await askDuring(live.page, queries, head, MESSAGES + LIVE);
    await live.quit();
    return rowsOf(built, asked, during, baseline, queries);
  } finally {
    await empty.dispose();
    rmSync(userData, { recursive: true, force: true });
  }
};
