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
import { preparePage, untilApplied } from './archivePage';
import { accountDrafts } from './ingestLoad';
import { searchQueries, searchTexts } from './searchTexts';

const MESSAGES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 200_000);
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

const fill = async (dataDir: string, texts: readonly string[]): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'bench', now: Date.now, key: () => null });
  try {
    await ledger.append(accountDrafts(ACCOUNTS));
    for (let from = 0; from < texts.length; from += 2000) await ledger.append(texts.slice(from, from + 2000).map((text, at) => draftOf(text, from + at)));
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

export const run = async (): Promise<readonly BenchRow[]> => {
  const texts = searchTexts(MESSAGES);
  const queries = searchQueries(texts);
  const empty = await launchApp();
  const { userData, dataDir } = empty;
  try {
    await preparePage(empty.page);
    await untilApplied(empty.page, 1);
    await empty.quit();
    const head = await fill(dataDir, texts);
    const app = await launchApp({ userData });
    await preparePage(app.page);
    const started = performance.now();
    await untilApplied(app.page, head);
    const { bytes } = await untilIndexed(app.page, MESSAGES);
    const indexedMs = performance.now() - started;
    await app.quit();

    const again = await launchApp({ userData });
    await preparePage(again.page);
    await untilIndexed(again.page, MESSAGES);
    const asked = await ask(again.page, queries, PASSES);
    await again.quit();
    const baseline = native(texts, queries);
    const differing = queries.filter((_, at) => asked.counts[at] !== baseline.counts[at]);
    return [
      ratioRow(`search, first 50 of ${MESSAGES.toLocaleString('en')}, warm p95`, quantile(asked.warm, 0.95), 'ms', quantile(baseline.warm, 0.95), { atMost: 1.5 }),
      ratioRow('search, warm p50', quantile(asked.warm, 0.5), 'ms', quantile(baseline.warm, 0.5)),
      valueRow('search, first query after a start', asked.first[0] ?? Number.NaN, 'ms', { atMost: 150 }),
      valueRow('search, first pass after a start, p95', quantile(asked.first, 0.95), 'ms'),
      valueRow('search, queries whose count differs from native', differing.length, 'of ' + queries.length, { atMost: 0 }),
      valueRow('search, index with its copy of the text', bytes / MESSAGES, 'bytes/message', { atMost: 120 }),
      valueRow('search, archive and index from nothing', MESSAGES / (indexedMs / 1000), 'messages/s'),
    ];
  } finally {
    await empty.dispose();
    rmSync(userData, { recursive: true, force: true });
  }
};
