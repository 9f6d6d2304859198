/**
 * Stores a sample of the current version: npx tsx test/unit/shared/ledger/storeSample.ts TYPE DATA_JSON
 * Samples are written once, when a type or a version is new, and never changed after a release.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { bodySchemas, ENTRY_VERSION, type Draft, type EntryType } from '#shared/ledger/entry';
import { bodyText, headTextBeforeDigest } from '#shared/ledger/record';
import { seatIdSchema } from '#shared/domain/person';

const salt = '000102030405060708090a0b0c0d0e0f';
const ofConversation = /^(?:message|reply|conversation|wait|receipt|customer|flag|guard)\./;
const ofAccount = /^(?:account|channel|contact|chat|catchup|gap|notice(?=\.received))\./;

const isType = (type: string): type is EntryType => Object.hasOwn(bodySchemas, type);

export const storeSample = async (type: string, data: unknown): Promise<string> => {
  if (!isType(type)) throw new Error(`unknown entry type ${type}`);
  const isConversation = ofConversation.test(type);
  const scope = { ...(isConversation || ofAccount.test(type) ? { account: 'qq-1' } : {}), ...(isConversation ? { conversation: 'qq-1/private:10001' } : {}) };
  const isPersons = /^(?:reply\.(?:queued|edited|withdrawn|scheduled|rescheduled|cancelled)|note|help|transfer|inbox|conversation|customer|wording|person|session|company|notice\.(?!received)|complaint|leave|shift|duty|flag\.|flagRules|priceList|guard)/.test(type);
  const actor = isPersons ? { kind: 'person', id: 'p-1', role: 'agent' } : type.startsWith('system') || type.startsWith('storage') ? { kind: 'system' } : { kind: 'channel' };
  const draft = { type, actor, ...scope, data: bodySchemas[type].parse(data) } as Draft; // parsed by the schema of this type
  const body = bodyText(salt, draft.data);
  const digest = createHash('sha256').update(body, 'utf8').digest('hex');
  const head = `${headTextBeforeDigest({ draft, v: ENTRY_VERSION, seq: 7, at: 1_763_700_000_000, seat: seatIdSchema.parse('seat-1') })}${digest}"}`;
  const path = join(import.meta.dirname, 'samples', `v${ENTRY_VERSION}`, `${type}.json`);
  await mkdir(dirname(path), { recursive: true });
  const entry = { v: ENTRY_VERSION, seq: 7, at: 1_763_700_000_000, actor, seat: 'seat-1', ...scope, type, data: draft.data };
  await writeFile(path, `${JSON.stringify({ head, body, entry }, null, 2)}\n`);
  return path;
};

const [type, data] = process.argv.slice(2);
if (type !== undefined && data !== undefined && process.argv[1]?.endsWith('storeSample.ts')) process.stdout.write(`${await storeSample(type, JSON.parse(data))}\n`);
