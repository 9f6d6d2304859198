/**
 * Verifies a Zuoxi evidence package. Needs only Node 18 or later:  node verify.mjs [folder] [--vkey KEY]
 * 校验坐席证据包，只需要 Node 18 以上：node verify.mjs [解压后的文件夹] [--vkey 公钥]
 * Exit 0 intact, 1 when anything was altered, added, removed or truncated (named on the lines printed), 2 when it could not be read.
 */
import * as crypto from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const { createHash, createPublicKey, verify: verifySignature } = crypto;
// One call where Node has it (20.12): a proof is some twenty hashes, a package hundreds of thousands of proofs.
const hashOf = crypto.hash ? (bytes) => crypto.hash('sha256', bytes, 'buffer') : (bytes) => createHash('sha256').update(bytes).digest();
const sha256 = (...parts) => hashOf(Buffer.concat(parts));
const canonical = (text) => { const bytes = Buffer.from(text, 'base64'); return bytes.toString('base64') === text ? bytes : undefined; };
const leafOf = (head) => sha256(Buffer.of(0), head);
const pair = Buffer.alloc(65, 1);
const nodeOf = (left, right) => { left.copy(pair, 1); right.copy(pair, 33); return hashOf(pair); };

/** A signed note (C2SP) as `{text, lines}`; undefined when malformed. */
const parseNote = (note) => {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return undefined;
  return { text: note.slice(0, at + 1), lines: note.slice(at + 2, -1).split('\n') };
};

const parseVkey = (line) => {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? [];
  const key = encoded && canonical(encoded);
  if (!key || key.length !== 33 || key[0] !== 1) return undefined;
  if (sha256(Buffer.from(`${name}\n`), key).subarray(0, 4).toString('hex') !== id) return undefined;
  const publicKey = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]), format: 'der', type: 'spki' });
  return { line, name, id, publicKey };
};

/** Signed by one of the keys, and nothing else in it. */
const holds = (note, keys) => {
  if (note.lines.length !== 1) return false;
  const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(note.lines[0]) ?? [];
  const bytes = encoded && canonical(encoded);
  if (!bytes || bytes.length !== 68) return false;
  const key = keys.find((each) => each.name === name && each.id === bytes.subarray(0, 4).toString('hex'));
  return key !== undefined && verifySignature(null, Buffer.from(note.text), key.publicKey, bytes.subarray(4));
};

/** RFC 9162 §2.1.3.2 */
const included = (leaf, index, size, root, proof) => {
  if (index < 0 || index >= size) return false;
  let fn = index; let sn = size - 1; let r = leaf;
  for (const p of proof) {
    if (sn === 0 || p.length !== 32) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeOf(p, r);
      while (fn % 2 === 0 && fn !== 0) { fn /= 2; sn = Math.floor(sn / 2); }
    } else r = nodeOf(r, p);
    fn = Math.floor(fn / 2); sn = Math.floor(sn / 2);
  }
  return sn === 0 && r.equals(root);
};

const checkpointOf = (note) => {
  const [origin, size, encoded, end, ...rest] = note.text.split('\n');
  const root = canonical(encoded ?? '');
  return root && root.length === 32 && /^(0|[1-9]\d*)$/.test(size) && end === '' && rest.length === 0 ? { origin, size: Number(size), root } : undefined;
};

/** Without `body` the content is sealed (something in it is covered) or erased; what the head says is proven all the same. */
const checkEntry = (line, after, conversations, checkpoint) => {
  const { seq, head, body, sealed, proof } = JSON.parse(line);
  const facts = JSON.parse(head);
  const isTombstone = facts.type === 'record.erased' && body !== undefined;
  if (facts.seq !== seq || seq <= after || (!isTombstone && !conversations.has(facts.conversation))) return { seq, ok: false };
  if (body !== undefined && createHash('sha256').update(body).digest('hex') !== facts.digest) return { seq, ok: false };
  const rest = { sealed: sealed === true && body === undefined, emptied: sealed !== true && body === undefined, tombstone: isTombstone ? { seq, at: facts.at, ...JSON.parse(body).data } : undefined };
  return { seq, ...rest, ok: included(leafOf(Buffer.from(head)), seq - 1, checkpoint.size, checkpoint.root, proof.map((each) => canonical(each) ?? Buffer.alloc(0))) };
};

/** Lines as they come: a package of a year is more than a string can hold. The last one is what stands behind the last line's end. */
async function* linesOf(chunks) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  yield rest + decoder.decode();
}

const checkEntries = async (chunks, manifest, checkpoint, problems) => {
  const conversations = new Set(manifest.conversations);
  let after = 0;
  let sealed = 0;
  let count = 0;
  let last = '';
  const emptied = [];
  const erased = [];
  for await (const line of linesOf(chunks)) {
    last = line;
    if (line === '') continue;
    count += 1;
    try {
      const { seq, ok, ...kind } = checkEntry(line, after, conversations, checkpoint);
      if (!ok) problems.push({ kind: 'entry', file: 'entries.jsonl', line: count, seq });
      if (kind.sealed) sealed += 1;
      if (kind.emptied) emptied.push(seq);
      if (ok && kind.tombstone) erased.push({ ...kind.tombstone, count: 0 });
      after = Math.max(after, seq);
    } catch { problems.push({ kind: 'entry', file: 'entries.jsonl', line: count }); }
  }
  if (last !== '') problems.push({ kind: 'truncated', file: 'entries.jsonl' });
  for (const seq of emptied) {
    const tombstone = erased.find(({ ranges }) => Array.isArray(ranges) && ranges.some(([from, to]) => from <= seq && seq <= to));
    if (tombstone) tombstone.count += 1;
    else problems.push({ kind: 'emptied', file: 'entries.jsonl', seq });
  }
  if (count !== manifest.entries || sealed !== (manifest.sealed ?? 0) || (sealed > 0 && !(manifest.masked?.length > 0))) problems.push({ kind: 'count', file: 'entries.jsonl' });
  return erased.filter((each) => each.count > 0).map(({ seq, at, reason, count }) => ({ tombstone: seq, at, reason: String(reason ?? ''), count }));
};

const checkFiles = async ({ names, read }, manifest, problems) => {
  const known = new Set(['manifest.json', 'manifest.sig', ...manifest.files.map(({ path }) => path)]);
  for (const { path, bytes, sha256: wanted } of manifest.files) {
    if (!names.includes(path)) { problems.push({ kind: 'removed', file: path }); continue; }
    const hash = createHash('sha256');
    let length = 0;
    try {
      for await (const chunk of read(path)) { hash.update(chunk); length += chunk.length; }
    } catch { problems.push({ kind: 'altered', file: path }); continue; }
    if (length < bytes) problems.push({ kind: 'truncated', file: path });
    else if (hash.digest('hex') !== wanted) problems.push({ kind: 'altered', file: path });
  }
  for (const name of names) if (!known.has(name)) problems.push({ kind: 'added', file: name });
};

const textOf = async (read, name) => {
  const chunks = [];
  for await (const chunk of read(name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const keysOf = (text, pinned) => (pinned ? [pinned] : text.split('\n')).flatMap((line) => parseVkey(line.trim()) ?? []);

/**
 * @param {{names: string[], read: (name: string) => AsyncIterable<Uint8Array>, vkey?: string}} source
 * @returns what was found wrong, in order, and what the package says of itself (undefined while its manifest does not hold)
 */
export const verifyPackage = async (source) => {
  const problems = [];
  const missing = ['manifest.json', 'manifest.sig', 'ledger.pub', 'checkpoint.txt', 'entries.jsonl'].filter((name) => !source.names.includes(name));
  for (const file of missing) problems.push({ kind: 'removed', file });
  if (missing.length > 0) return { intact: false, problems };
  const get = (name) => textOf(source.read, name).catch(() => { problems.push({ kind: 'altered', file: name }); return ''; });
  const [manifestText, sig, pub, checkpointText] = [await get('manifest.json'), await get('manifest.sig'), await get('ledger.pub'), await get('checkpoint.txt')];
  const keys = keysOf(pub, source.vkey);
  const note = parseNote(sig);
  const digest = sha256(Buffer.from(manifestText)).toString('hex');
  const [origin, what, signed, end] = note?.text.split('\n') ?? [];
  if (!note || keys.length === 0 || !holds(note, keys) || what !== 'zuoxi evidence v1' || end !== '') problems.push({ kind: 'signature', file: 'manifest.sig' });
  let manifest;
  try { manifest = JSON.parse(manifestText); } catch { problems.push({ kind: 'altered', file: 'manifest.json' }); }
  if (manifest && signed !== digest) problems.push({ kind: 'altered', file: 'manifest.json' });
  if (!manifest || !Array.isArray(manifest.files) || !Array.isArray(manifest.conversations)) return { intact: false, problems };
  await checkFiles(source, manifest, problems);
  let erased = [];
  const checked = parseNote(checkpointText);
  const checkpoint = checked && holds(checked, keys) ? checkpointOf(checked) : undefined;
  if (!checkpoint || checkpoint.origin !== origin || checkpoint.origin !== manifest.ledger) problems.push({ kind: 'signature', file: 'checkpoint.txt' });
  else erased = await checkEntries(source.read('entries.jsonl'), manifest, checkpoint, problems).catch(() => { problems.push({ kind: 'altered', file: 'entries.jsonl' }); return []; });
  const { ledger, exportedAt, exportedBy, purpose, entries } = manifest;
  return { intact: problems.length === 0, problems, facts: { ledger, exportedAt, exportedBy, purpose, entries, files: manifest.files.length, masked: manifest.masked ?? [], sealed: manifest.sealed ?? 0, erased, key: keys.map(({ line }) => line).join(' ') } };
};

const words = {
  removed: ['was removed', '缺失'], added: ['was added', '是多出来的'], altered: ['was altered', '被改动'], truncated: ['was cut short', '被截短'],
  emptied: ['an entry has lost its content, and no erasure says so', '有记录内容缺失，且没有依法删除的记录'],
  signature: ['its signature does not hold', '签名无效'], entry: ['an entry is not the one recorded', '有记录与账本不符'], count: ['entries were added or removed', '记录条数不符'],
};

const filesIn = async (dir, root = dir) => {
  const found = [];
  for (const item of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, item.name);
    if (item.isDirectory()) found.push(...await filesIn(path, root));
    else found.push(relative(root, path).split(sep).join('/'));
  }
  return found.sort();
};

const main = async () => {
  const args = process.argv.slice(2);
  const at = args.indexOf('--vkey');
  const [, vkey] = at < 0 ? [] : args.splice(at, 2);
  const dir = resolve(args[0] ?? join(fileURLToPath(import.meta.url), '..'));
  const report = await verifyPackage({ names: await filesIn(dir), read: (name) => createReadStream(join(dir, name)), vkey });
  for (const { kind, file, seq } of report.problems) console.log(`${file}${seq ? ` #${seq}` : ''}: ${words[kind][0]} / ${words[kind][1]}`);
  if (report.facts) console.log(`${report.facts.entries} entries · ${report.facts.exportedAt} · ${report.facts.exportedBy?.name} · ${report.facts.purpose}\nkey ${report.facts.key}`);
  if (report.facts?.sealed > 0) console.log(`${report.facts.sealed} entries sealed: covered ${report.facts.masked.join(', ')} / ${report.facts.sealed} 条原文封存：已遮盖`);
  for (const { tombstone, count, at, reason } of report.facts?.erased ?? []) console.log(`${count} entries erased lawfully ${new Date(at).toISOString()} (entry #${tombstone}: ${reason}) / ${count} 条内容已依法删除（见第 ${tombstone} 条记录）`);
  console.log(report.intact ? 'INTACT / 完好' : 'NOT INTACT / 不完好');
  return report.intact ? 0 : 1;
};

if (process.argv[1]?.endsWith('verify.mjs') && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main().catch((error) => { console.error(String(error)); return 2; });
}
