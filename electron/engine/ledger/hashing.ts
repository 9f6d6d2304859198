/** SHA-256 and CRC-32 of this runtime, shaped for `shared/ledger`. */
import { hash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { createMerkle } from '#shared/ledger/merkle';

/** The `binary` detour is three times as fast as asking for a Buffer. */
export const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

export const crc32 = (bytes: Uint8Array): number => zlibCrc32(bytes);

export const merkle = createMerkle(sha256);

/** Stands in the tree for a record whose head is lost for good: later roots differ from earlier promises, and verify says so. */
export const lostLeaf = (seq: number): Buffer => sha256(Buffer.from(`zuoxi lost entry ${seq}`));
