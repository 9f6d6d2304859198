import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import { ENTRY_VERSION, entryTypes } from '#shared/ledger/entry';
import { createDecoder, decodeEntry, type RawRecord } from '#shared/ledger/upcast';

const root = join(import.meta.dirname, 'samples');
const sampleSchema = z.object({ head: z.string(), body: z.string(), entry: z.looseObject({ type: z.string(), v: z.number() }) });
type Sample = z.infer<typeof sampleSchema>;

const versions = readdirSync(root).map((name) => Number(name.slice(1)));
const samplesOf = (version: number): readonly Sample[] =>
  readdirSync(join(root, `v${version}`)).map((name) => sampleSchema.parse(JSON.parse(readFileSync(join(root, `v${version}`, name), 'utf8'))));
const sampleOf = (type: string): Sample => sampleSchema.parse(JSON.parse(readFileSync(join(root, `v${ENTRY_VERSION}`, `${type}.json`), 'utf8')));

const codeOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof AppError ? { code: error.code, ...error.data } : error;
  }
};

describe('upcast', () => {
  it('has a stored sample of every entry type (a type added without one could not be upcast later)', () => {
    expect(samplesOf(ENTRY_VERSION).map(({ entry }) => entry.type).sort()).toEqual([...entryTypes].sort());
  });

  it.each(versions)('reads what version %i wrote (a schema made stricter would lose old entries)', (version) => {
    for (const { head, body, entry } of samplesOf(version)) {
      expect(decodeEntry(JSON.parse(head), JSON.parse(body))).toEqual({ ...entry, v: ENTRY_VERSION });
      expect(z.object({ digest: z.string() }).parse(JSON.parse(head)).digest).toBe(createHash('sha256').update(body).digest('hex'));
    }
  });

  it('leads an old record through every later version in order (a skipped or repeated step would show)', () => {
    const { head, body, entry } = sampleOf('company.named');
    const old = { ...JSON.parse(head), v: 1, type: 'firm.named' };
    const text = JSON.parse(body);
    const steps = new Map([
      [1, ({ head: was, data }: RawRecord): RawRecord => ({ head: { ...was, type: 'company.titled' }, data: { title: z.object({ name: z.string() }).parse(data).name } })],
      [2, ({ head: was, data }: RawRecord): RawRecord => ({ head: { ...was, type: 'company.named' }, data: { name: `${z.object({ title: z.string() }).parse(data).title}！` } })],
    ]);
    expect(createDecoder(3, steps)(old, text)).toEqual({ ...entry, v: 3, data: { name: '青禾服饰！' } });
    expect(createDecoder(3, steps)({ ...JSON.parse(head), v: 3 }, text)).toEqual({ ...entry, v: 3 });
    expect(codeOf(() => createDecoder(4, steps)(old, text))).toEqual({ code: 'ledger.unreadable', reason: 'noUpcaster', seq: 7 });
  });

  it('names what it cannot read and never guesses', () => {
    const { head, body } = sampleOf('company.named');
    const good = JSON.parse(head);
    const text = JSON.parse(body);
    expect(codeOf(() => decodeEntry({ ...good, v: ENTRY_VERSION + 1 }, text))).toEqual({ code: 'ledger.unreadable', reason: 'newer', seq: 7 });
    expect(codeOf(() => decodeEntry({ ...good, type: 'no.such' }, text))).toEqual({ code: 'ledger.unreadable', reason: 'schema', seq: 7 });
    expect(codeOf(() => decodeEntry(good, { ...text, data: { name: 5 } }))).toEqual({ code: 'ledger.unreadable', reason: 'schema', seq: 7 });
    expect(codeOf(() => decodeEntry(null, null))).toEqual({ code: 'ledger.unreadable', reason: 'schema', seq: 0 });
  });
});
