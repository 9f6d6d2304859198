/** Entries into bytes. Head and body are written once, in place; the digest is patched in after the body is hashed. */
import { hash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import { ENTRY_VERSION, type Draft, type Entry, type Head } from '#shared/ledger/entry';
import { FRAME_HEADER, MAX_BODY, MAX_HEAD, sealFrame } from '#shared/ledger/frame';
import { bodyText, DIGEST_HEX, headTextBeforeDigest, SALT_HEX } from '#shared/ledger/record';
import { crc32, sha256Hex } from './hashing';

const SALT_BYTES = SALT_HEX / 2;
const noDigest = '0'.repeat(DIGEST_HEX);

/** Random salts cut from one larger draw. */
const createSalts = (): (() => string) => {
  let pool = '';
  let at = 0;
  return () => {
    if (at >= pool.length) {
      pool = randomBytes(SALT_BYTES * 512).toString('hex');
      at = 0;
    }
    at += SALT_HEX;
    return pool.slice(at - SALT_HEX, at);
  };
};

/** Growing bytes of one group commit. */
export type GroupBytes = { bytes: Buffer; length: number };

const reserve = (target: GroupBytes, more: number): void => {
  if (target.length + more <= target.bytes.length) return;
  const grown = Buffer.allocUnsafe(Math.max(target.bytes.length * 2, target.length + more));
  target.bytes.copy(grown, 0, 0, target.length);
  target.bytes = grown;
};

export type Encoded = { readonly entry: Entry; readonly leaf: Buffer; readonly offset: number };
export type Place = { readonly seq: number; readonly at: number; readonly continues: boolean };

export type Encoder = (target: GroupBytes, draft: Draft, place: Place) => Encoded;

/** Throws `ledger.invalid {problem: tooLarge}` for a head above 64 KiB or a body above 64 MiB. */
export const createEncoder = (seat: Head['seat']): Encoder => {
  const nextSalt = createSalts();
  return (target, draft, { seq, at, continues }) => {
    const headText = headTextBeforeDigest({ draft, v: ENTRY_VERSION, seq, at, seat });
    const body = bodyText(nextSalt(), draft.data);
    reserve(target, FRAME_HEADER + (headText.length + body.length) * 3 + DIGEST_HEX + 2);
    const { bytes, length: offset } = target;
    const headStart = offset + FRAME_HEADER;
    const digestAt = headStart + bytes.write(headText, headStart, 'utf8');
    const headEnd = digestAt + bytes.write(`${noDigest}"}`, digestAt, 'latin1');
    const bodyLength = bytes.write(body, headEnd, 'utf8');
    const headLength = headEnd - headStart;
    if (headLength > MAX_HEAD || bodyLength > MAX_BODY) throw new AppError('ledger.invalid', { type: draft.type, path: 'data', problem: 'tooLarge' });
    bytes.write(sha256Hex(bytes.subarray(headEnd, headEnd + bodyLength)), digestAt, 'latin1');
    bytes[headStart - 1] = 0; // RFC 6962 leaf prefix, in a header byte that sealFrame writes afterwards
    const leaf = Buffer.from(hash('sha256', bytes.subarray(headStart - 1, headEnd), 'binary'), 'binary');
    target.length = sealFrame(bytes, offset, { seq, continues, headLength, bodyLength }, crc32);
    const scope = { ...(draft.account === undefined ? {} : { account: draft.account }), ...(draft.conversation === undefined ? {} : { conversation: draft.conversation }) };
    const entry = { v: ENTRY_VERSION, seq, at, actor: draft.actor, seat, ...scope, type: draft.type, data: draft.data } as Entry; // the draft passed the gate
    return { entry, leaf, offset };
  };
};
