/** The baseline: native SQLite with FTS5 over character pairs, by python3's sqlite3 (Node 20 has none). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
    for word in text.split():
        out.update(pairs(word)); out.add(word[-1])
    return ' '.join(out)
for at in range(0, len(texts), 10000):
    part = list(enumerate(texts[at:at+10000], at + 1))
    db.executemany("INSERT INTO doc VALUES(?,?)", part)
    db.executemany("INSERT INTO term(rowid,words) VALUES(?,?)", [(i, terms(t)) for i, t in part])
db.commit()
def quote(t): return '"' + t.replace('"', '""') + '"'
def run(query):
    words = query.split()
    match = [quote(p) for w in words for p in pairs(w)] + [quote(w) + ' *' for w in words if len(w) == 1]
    hits = 0
    for (text,) in db.execute("SELECT doc.text FROM term CROSS JOIN doc ON doc.id = term.rowid WHERE term MATCH ? ORDER BY term.rowid DESC", (' AND '.join(match),)):
        if all(w in text for w in words):
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

export type Native = { readonly warm: readonly number[]; readonly counts: readonly number[] };

/** First 50 of each query, ms; the first of the `passes` counts as cold and gives how many were found. Texts and queries come folded. */
export const native = (texts: readonly string[], queries: readonly string[], passes: number): Native => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-native-'));
  try {
    writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts));
    writeFileSync(join(folder, 'queries.json'), JSON.stringify(queries));
    const { status, stdout, stderr } = spawnSync('python3', ['-c', NATIVE, folder, String(passes)], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (status !== 0) throw new Error(`native SQLite with FTS5 is the baseline and python3 could not give it: ${stderr.slice(-400)}`);
    return JSON.parse(stdout) as Native; // printed by the script above
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
