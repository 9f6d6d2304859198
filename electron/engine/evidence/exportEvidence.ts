/** Builds one package. The entries are taken exactly as they lie in the ledger, each with its proof under one signed checkpoint. */
import { sign, createPrivateKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/domain/errors';
import type { BlobId } from '#shared/domain/ids';
import { formatNote, parseCheckpoint, parseNote } from '#shared/ledger/note';
import verifier from '#resources/evidence/verify.mjs?raw';
import { blobPath } from '../ledger/blobs';
import type { Ledger } from '../ledger/contract';
import { sha256Hex } from '../ledger/hashing';
import { ledgerPaths } from '../ledger/paths';
import { createSigner } from '../ledger/signer';
import { isFull } from '../ledger/durable';
import { collect } from './collect';
import type { ExportOptions } from './exportOptions';
import { createPackage, type PackageWriter, type PackedFile } from './packageWriter';
import { conversationsCsv, htmlOf, messagesCsv, timeText, type PathOf } from './readable';
import type { Transcript } from './transcript';

export type Exported = { readonly entries: number; readonly messages: number; readonly attachments: number; readonly sealed: number; readonly bytes: number; readonly manifest: string };

type Signed = { readonly note: string; readonly size: number };

const signNow = async (ledger: Ledger): Promise<Signed> => {
  const note = await ledger.checkpoint();
  const size = note === null ? undefined : parseCheckpoint(parseNote(note)?.text ?? '')?.size;
  if (note === null || size === undefined) throw new AppError('vault.locked');
  return { note, size };
};

const extensionOf = (name: string): string => /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? '';

/** Attachments that are here, by their place in the package. */
const attachments = async (dir: string, transcripts: readonly Transcript[]): Promise<ReadonlyMap<string, { readonly path: string; readonly from: string }>> => {
  const found = new Map<string, { readonly path: string; readonly from: string }>();
  for (const { blobs } of transcripts) {
    for (const [blob, media] of blobs) {
      const from = blobPath(dir, blob as BlobId);
      if (await stat(from).then((item) => item.isFile(), () => false)) found.set(blob, { path: `attachments/${blob}${extensionOf(media.name)}`, from });
    }
  }
  return found;
};

const signManifest = (manifest: string, { key, ledger }: ExportOptions): string => {
  const { vkey } = createSigner(key, ledger.id);
  const text = `${ledger.id}\nzuoxi evidence v1\n${sha256Hex(Buffer.from(manifest, 'utf8'))}\n`;
  const signature = sign(null, Buffer.from(text, 'utf8'), createPrivateKey({ key: Buffer.from(key.pkcs8, 'base64'), format: 'der', type: 'pkcs8' }));
  return formatNote({ text, signatures: [{ name: ledger.id, keyId: vkey.keyId, signature }] });
};

const fill = async (options: ExportOptions, signed: Signed, zip: PackageWriter, aside: string): Promise<Omit<Exported, 'bytes'>> => {
  const { ledger, by, purpose, company, subject, masked, now } = options;
  const jsonl = join(aside, 'entries.jsonl');
  const { transcripts, entries, sealed } = await collect(options, signed.size, jsonl);
  if (entries === 0) throw new AppError('evidence.empty');
  const conversations = transcripts.map(({ conversation }) => conversation);
  const paths = ledgerPaths(ledger.dir);
  const media = options.attachments ? await attachments(paths.blobs, transcripts) : new Map<string, never>();
  const pathOf: PathOf = (blob) => media.get(blob)?.path;
  const at = now();
  const page = { company, exportedAt: timeText(at), by: by.name, role: by.role, purpose, entries, head: signed.size, subject, masked, sealed, isWithoutFiles: !options.attachments };
  const files: PackedFile[] = [
    await zip.add('index.html', htmlOf(page, transcripts, pathOf)),
    await zip.add('entries.jsonl', createReadStream(jsonl)),
    await zip.add('messages.csv', messagesCsv(transcripts, pathOf)),
    await zip.add('conversations.csv', conversationsCsv(transcripts)),
    await zip.add('checkpoint.txt', [signed.note]),
    await zip.add('ledger.pub', [await readFile(paths.pub)]),
    await zip.add('verify.mjs', [verifier]),
  ];
  for (const { path, from } of media.values()) files.push(await zip.addFile(path, from));
  const manifest = `${JSON.stringify({ v: 1, ledger: ledger.id, exportedAt: new Date(at).toISOString(), exportedBy: by, purpose, company, subject, conversations, entries, sealed, masked, attachments: options.attachments, head: signed.size, files }, null, 1)}\n`;
  await zip.add('manifest.json', [manifest]);
  await zip.add('manifest.sig', [signManifest(manifest, options)]);
  return { entries, sealed, messages: transcripts.reduce((sum, { lines }) => sum + lines.length, 0), attachments: media.size, manifest: sha256Hex(Buffer.from(manifest, 'utf8')) };
};

/** `evidence.cancelled`, `evidence.empty`, `evidence.unwritable`, `evidence.diskFull`, `vault.locked`; after a rejection nothing is at `target` that was not there before. */
export const exportEvidence = async (options: ExportOptions): Promise<Exported> => {
  const signed = await signNow(options.ledger);
  const aside = await mkdtemp(join(tmpdir(), 'zuoxi-evidence-'));
  const zip = createPackage(options.target, options.password, () => { if (options.signal.aborted) throw new AppError('evidence.cancelled'); });
  try {
    const facts = await fill(options, signed, zip, aside);
    return { ...facts, bytes: await zip.finish() };
  } catch (error) {
    await zip.discard();
    if (options.signal.aborted) throw new AppError('evidence.cancelled', {}, { cause: error });
    throw error instanceof AppError ? error : new AppError(isFull(error) ? 'evidence.diskFull' : 'evidence.unwritable', {}, { cause: error });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};
