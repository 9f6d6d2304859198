/** Verifiers on their file: bugs these catch are a password in the clear, a delay that a restart ends, a vault that stays shut. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import { PasswordBook, waitAfter } from '#electron/vault/passwords';
import { openVault, type Vault } from '#electron/vault/vault';

const WORD = '东湖边的樟树-1';
const OTHER = '另一个人的话-2';

let folder: string;
let now = 1_700_000_000_000;
const noKeyStore = { isSecure: () => false, backend: () => 'basic_text', seal: () => Buffer.alloc(0), unseal: () => null };
const openSeatVault = (): Promise<Vault> => openVault({ path: join(folder, 'vault.json'), keyStore: noKeyStore, now: () => now });
const open = async (vault?: Vault): Promise<PasswordBook> => PasswordBook.open({ path: join(folder, 'sign-in.json'), vault: vault ?? await openSeatVault(), now: () => now });
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : 'bug'));

beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'zuoxi-passwords-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('verifiers', () => {
  it('know the password after a restart and never hold it', async () => {
    await (await open()).set('p-1', WORD, false);
    const text = await readFile(join(folder, 'sign-in.json'), 'utf8');
    expect(text).not.toContain(WORD);
    expect(JSON.parse(text).verifiers['p-1'].kdf).toMatchObject({ name: 'scrypt', n: 65_536, r: 8, p: 1 });
    const again = await open();
    expect(await again.verify('p-1', WORD)).toEqual({ ok: true, mustChange: false });
    expect(await again.verify('p-1', OTHER)).toEqual({ ok: false, waitMs: 0 });
    expect(await codeOf(again.verify('p-2', WORD))).toBe('session.noPassword');
  });

  it('wait longer after each wrong one, over a restart too, look at nothing meanwhile, and forget it with the right one', async () => {
    expect([1, 2, 3, 4, 5, 99].map(waitAfter)).toEqual([0, 0, 2_000, 4_000, 8_000, 300_000]);
    await (await open()).set('p-1', WORD, false);
    const book = await open();
    for (const wait of [0, 0, 2_000]) expect(await book.verify('p-1', OTHER)).toEqual({ ok: false, waitMs: wait });
    const restarted = await open();
    expect(await restarted.verify('p-1', WORD)).toEqual({ ok: false, waitMs: 2_000 });
    expect(restarted.failures('p-1')).toBe(3);
    now += 2_000;
    expect(await restarted.verify('p-1', WORD)).toEqual({ ok: true, mustChange: false });
    expect(restarted.failures('p-1')).toBe(0);
  });

  it('refuse what is short, and an initial password as one’s own', async () => {
    const book = await open();
    expect(await codeOf(book.set('p-1', '七个字的口令啊', false))).toBe('person.weakPassword');
    await book.set('p-1', WORD, true);
    expect(await book.verify('p-1', WORD)).toEqual({ ok: true, mustChange: true });
    expect(await codeOf(book.set('p-1', WORD, false))).toBe('person.samePassword');
    await book.set('p-1', OTHER, false);
    expect(await book.verify('p-1', OTHER)).toEqual({ ok: true, mustChange: false });
  });

  it('a recovery code sets a new password and opens the vault, once, and is nowhere in the clear (bug: the only administrator is locked out for good)', async () => {
    const vault = await openSeatVault();
    await vault.create(WORD);
    await vault.set('account:a', 'geheim');
    const book = await open(vault);
    await book.set('p-1', WORD, false);
    const code = await book.makeRecovery('p-1');
    for (const file of ['sign-in.json', 'vault.json']) expect(await readFile(join(folder, file), 'utf8')).not.toContain(code.slice(0, 9));
    const shut = await openSeatVault();
    const again = await open(shut);
    expect(shut.state().kind).toBe('locked');
    expect(await codeOf(again.useRecovery('p-1', code, '短'))).toBe('person.weakPassword');
    expect(await again.useRecovery('p-1', 'AAAA-BBBB', OTHER)).toEqual({ ok: false, waitMs: 0 });
    expect(await again.useRecovery('p-1', code.toLowerCase().replaceAll('-', ' '), OTHER)).toEqual({ ok: true, mustChange: false });
    expect(await shut.get('account:a')).toBe('geheim');
    expect(await codeOf(again.useRecovery('p-1', code, WORD))).toBe('session.noRecovery');
    const restarted = await openSeatVault();
    expect(await (await open(restarted)).verify('p-1', OTHER)).toEqual({ ok: true, mustChange: false });
    expect(await restarted.get('account:a')).toBe('geheim');
  });

  it('a damaged file is put aside and said, not taken for a desk without passwords', async () => {
    await writeFile(join(folder, 'sign-in.json'), '{"version":1,"verifiers":{"p-1":{}}}');
    const book = await open();
    expect(book.wasDamaged).toBe(true);
    expect(book.has('p-1')).toBe(false);
  });
});

describe('a vault without key store', () => {
  it('opens with the password of every person it learned, and with none of them once they left', async () => {
    const vault = await openSeatVault();
    await vault.create(WORD);
    await vault.set('account.a1', 'geheim');
    const book = await open(vault);
    await book.set('p-1', WORD, false);
    await book.set('p-2', OTHER, false);

    const closed = await openSeatVault();
    expect(closed.state().kind).toBe('locked');
    const next = await open(closed);
    await next.verify('p-2', WORD);
    expect(closed.state().kind).toBe('locked');
    await next.verify('p-2', OTHER);
    expect(await closed.get('account.a1')).toBe('geheim');

    await next.remove('p-2');
    const third = await openSeatVault();
    expect(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')).keyedBy.openers['p-2']).toBeUndefined();
    expect(await third.unlock(WORD)).toBe(true);
  });
});
