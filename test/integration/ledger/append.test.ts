import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { Draft } from '#shared/ledger/entry';
import { advanceOf } from '#electron/engine/ports/archiveHandlers';
import { messageDraft, openTestLedger, readEverything, recoveries, temporaryFolder, textsOf } from '#test/kit/ledgerFixture';

const system = { kind: 'system' } as const;
const failure = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    return await promise;
  } catch (error) {
    return error instanceof AppError ? { code: error.code, ...error.data } : error;
  }
};

describe('append', () => {
  it('keeps the order of concurrent calls and gives numbers without holes (interleaved groups would show)', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir });
    const calls = Array.from({ length: 300 }, (_, n) => ledger.append([messageDraft(n, `a${n}`), messageDraft(n, `b${n}`)]));
    const results = await Promise.all(calls);
    expect(results.flat().map(({ seq }) => seq)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(textsOf(results.flat())).toEqual(Array.from({ length: 300 }, (_, n) => [`a${n}`, `b${n}`]).flat());
    const { entries, unreadable } = await readEverything(ledger);
    expect(entries).toEqual(results.flat());
    expect(unreadable).toBe(0);
  });

  it('gives back after reopening what it acknowledged, and goes on counting (a lost or reused number would show)', async () => {
    const dir = await temporaryFolder();
    const first = await openTestLedger({ dir });
    const before = await first.append(Array.from({ length: 40 }, (_, n) => messageDraft(n)));
    await first.close();
    const second = await openTestLedger({ dir });
    expect(second.id).toBe(first.id);
    expect(second.head()).toBe(40);
    const [after] = await second.append([messageDraft(41)]);
    expect(after?.seq).toBe(41);
    expect((await readEverything(second)).entries).toEqual([...before, after]);
  });

  it('keeps nothing of a call with one bad draft and names the field, not its value', async () => {
    const ledger = await openTestLedger({ dir: await temporaryFolder() });
    const secret = { ...messageDraft(2), data: { ...messageDraft(2).data, at: 'geheim' } } as unknown as Draft; // wrong on purpose
    expect(await failure(ledger.append([messageDraft(1), secret]))).toEqual({ code: 'ledger.invalid', type: 'message.received', path: 'data.at', problem: 'invalid_type' });
    const { conversation: _gone, ...homeless } = messageDraft(3);
    expect(await failure(ledger.append([homeless as Draft]))).toEqual({ code: 'ledger.invalid', type: 'message.received', path: 'conversation', problem: 'missing' });
    expect(await failure(ledger.append([{ ...messageDraft(3), conversation: 'xmpp-1/a' } as Draft]))).toMatchObject({ path: 'conversation', problem: 'otherAccount' });
    expect(await failure(ledger.append([{ type: 'no.such', actor: system, data: {} } as unknown as Draft]))).toMatchObject({ path: 'type', problem: 'unknown' });
    expect(await failure(ledger.append([messageDraft(5), messageDraft(4, 'x'.repeat(70 * 1024 * 1024))]))).toMatchObject({ code: 'ledger.invalid', problem: 'tooLarge' });
    expect(ledger.head()).toBe(0);
    const [kept] = await ledger.append([messageDraft(6)]);
    expect(kept?.seq).toBe(1);
    expect(await ledger.append([])).toEqual([]);
  });

  it('tells the new head once per commit, after entries can be read; a failing listener harms nobody', async () => {
    const ledger = await openTestLedger({ dir: await temporaryFolder() });
    const heads: number[] = [];
    ledger.onAdvanced(() => {
      throw new Error('listener fault');
    });
    const stop = ledger.onAdvanced((head) => {
      heads.push(head);
      expect(ledger.head()).toBe(head);
    });
    await Promise.all([ledger.append([messageDraft(1)]), ledger.append([messageDraft(2)])]);
    expect(heads).toEqual([2]);
    stop();
    await ledger.append([messageDraft(3)]);
    expect(heads).toEqual([2]);
  });

  it('sends with the news what reading gives, and of a large commit only the number (an archive fed by news would differ from a rebuilt one)', async () => {
    const ledger = await openTestLedger({ dir: await temporaryFolder() });
    const news: ReturnType<typeof advanceOf>[] = [];
    ledger.onAdvanced((head, entries) => news.push(advanceOf(head, entries)));
    const withHoles = { ...messageDraft(1), data: { ...messageDraft(1).data, raw: undefined } } as Draft; // what JSON leaves out
    await Promise.all([ledger.append([withHoles]), ledger.append([messageDraft(2)])]);
    const { entries } = await ledger.read(0, 10);
    expect(news).toStrictEqual([{ seq: 2, entries }]);
    await ledger.append(Array.from({ length: 65 }, (_, n) => messageDraft(n)));
    expect(news.at(-1)).toStrictEqual({ seq: 67 });
    await ledger.append([messageDraft(3, '长'.repeat(300_000))]);
    expect(news.at(-1)).toStrictEqual({ seq: 68 });
  });

  it('lets one process write at a time and takes over from one that died (two writers would tear records)', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir });
    expect(await failure(openTestLedger({ dir }))).toEqual({ code: 'ledger.locked', pid: process.pid });
    await ledger.close();
    for (const left of [JSON.stringify({ pid: 2 ** 22 + 1, process: '', at: Date.now(), token: 'x' }), JSON.stringify({ pid: process.pid, process: 'boot:1', at: Date.now(), token: 'x' }), '{"pi']) {
      await writeFile(join(dir, 'ledger.lock'), left);
      const next = await openTestLedger({ dir });
      await next.close();
    }
  });

  it('finishes what was asked before close and refuses afterwards', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir });
    const asked = ledger.append([messageDraft(1)]);
    await Promise.all([ledger.close(), ledger.close()]);
    expect((await asked)[0]?.seq).toBe(1);
    expect(await failure(ledger.append([messageDraft(2)]))).toEqual({ code: 'ledger.closed' });
    expect(await failure(ledger.blobs.put(Buffer.from('x')))).toEqual({ code: 'ledger.closed' });
  });

  it('serves the registry across restarts and segments, in order (an account would vanish from the rail)', async () => {
    const dir = await temporaryFolder();
    const named = (name: string): Draft => ({ type: 'company.named', actor: system, data: { name } });
    let ledger = await openTestLedger({ dir, segmentBytes: 20_000 });
    for (let round = 0; round < 5; round += 1) {
      await ledger.append([named(`公司 ${round}`), ...Array.from({ length: 60 }, (_, n) => messageDraft(n))]);
      if (round % 2 === 1) {
        await ledger.close();
        ledger = await openTestLedger({ dir, segmentBytes: 20_000 });
      }
    }
    const names = (await ledger.registry()).map((entry) => (entry.type === 'company.named' ? entry.data.name : entry.type));
    expect(names).toEqual(Array.from({ length: 5 }, (_, round) => `公司 ${round}`));
  });

  it('keeps times in order when the clock is set back, and says so once per jump', async () => {
    const dir = await temporaryFolder();
    let now = 1_000_000_000;
    const options = { dir, now: () => now };
    let ledger = await openTestLedger(options);
    await ledger.append([messageDraft(1)]);
    now -= 3_600_000;
    await ledger.append([messageDraft(2)]);
    now += 1000;
    await ledger.append([messageDraft(3)]);
    await ledger.close();
    ledger = await openTestLedger(options);
    await ledger.append([messageDraft(4)]);
    now -= 60_000;
    await ledger.append([messageDraft(5)]);
    now = 1_000_000_000 + 5000;
    await ledger.append([messageDraft(6)]);
    const { entries } = await readEverything(ledger);
    expect(entries.map(({ at }) => at)).toEqual([...Array.from({ length: 7 }, () => 1_000_000_000), 1_000_005_000]);
    expect(recoveries(entries).map(({ data }) => data)).toEqual([{ kind: 'clockBack', detail: '3600000 ms' }, { kind: 'clockBack', detail: '60000 ms' }]);
  });
});
