import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyStore } from '#electron/vault/keyStore';
import { openVault, type Vault } from '#electron/vault/vault';

/** A key store whose key is the given word; another word cannot open what this one sealed. */
const keyStoreOf = (word: string | null): KeyStore => ({
  isSecure: () => word !== null,
  backend: () => (word === null ? 'basic_text' : 'gnome_libsecret'),
  seal: (text) => Buffer.from(JSON.stringify({ word, text })),
  unseal: (bytes) => {
    const sealed = JSON.parse(bytes.toString()) as { readonly word: string; readonly text: string }; // written by seal above
    return sealed.word === word ? sealed.text : null;
  },
});

let folder: string;
let path: string;
const open = (word: string | null): Promise<Vault> => openVault({ path, keyStore: keyStoreOf(word), now: () => 1_700_000_000_000 });

beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'vault-')); path = join(folder, 'vault.json'); });
afterEach(() => rm(folder, { recursive: true }));

describe('with the system key store', () => {
  it('keeps a secret across a restart and never writes it in the clear', async () => {
    const vault = await open('keyring');
    expect(vault.state()).toEqual({ kind: 'system', backend: 'gnome_libsecret' });
    await vault.set('account.a1', '密码-p4ss');
    expect(await readFile(path, 'utf8')).not.toContain('p4ss');
    expect(await (await open('keyring')).get('account.a1')).toBe('密码-p4ss');
    expect(await vault.get('account.a2')).toBeNull();
  });

  it('says lost when the key is gone, until each secret was entered again or is no longer wanted', async () => {
    const before = await open('keyring');
    await before.set('ledger.key', 'old');
    await before.set('account.a1', 'pw1');
    await before.set('account.a2', 'pw2');
    expect((await open('another')).state().kind).toBe('lost');

    const vault = await open('another');
    await expect(vault.get('ledger.key')).rejects.toMatchObject({ code: 'vault.lost' });
    await vault.set('ledger.key', 'new');
    expect((await readdir(folder)).sort()).toEqual(['vault.json', 'vault.lost-1700000000000.json']);

    const again = await open('another');
    expect([again.state().kind, again.isOpen(), await again.get('ledger.key')]).toEqual(['lost', true, 'new']);
    await expect(again.get('account.a1')).rejects.toMatchObject({ code: 'vault.lost' });
    await again.set('account.a1', 'pw');
    await again.delete('account.a2');
    expect([again.state().kind, await again.get('account.a1'), await again.get('account.a2')]).toEqual(['system', 'pw', null]);
  });

  it('lets a passphrase follow a key store that is gone for good', async () => {
    await (await open('keyring')).set('account.a1', 'pw');
    const vault = await open(null);
    expect([vault.state().kind, vault.isOpen()]).toEqual(['lost', false]);
    await expect(vault.set('account.a1', 'x')).rejects.toMatchObject({ code: 'vault.lost' });
    await vault.create('八个字以上的口令');
    expect(vault.state().kind).toBe('passphrase');
    await expect(vault.get('account.a1')).rejects.toMatchObject({ code: 'vault.lost' });
  });

  it('does not lose one of two secrets set at the same time', async () => {
    const vault = await open('keyring');
    await Promise.all([vault.set('one', '1'), vault.set('two', '2'), vault.delete('three')]);
    const again = await open('keyring');
    expect([await again.get('one'), await again.get('two')]).toEqual(['1', '2']);
  });

  it('refuses a value that was moved to another name in the file', async () => {
    const vault = await open('keyring');
    await vault.set('mine', 'secret');
    const file = JSON.parse(await readFile(path, 'utf8')) as { secrets: Record<string, unknown> }; // written by the vault
    await writeFile(path, JSON.stringify({ ...file, secrets: { yours: file.secrets.mine } }));
    await expect((await open('keyring')).get('yours')).rejects.toMatchObject({ code: 'vault.lost' });
  });
});

describe('without a key store', () => {
  it('keeps nothing until a passphrase was chosen', async () => {
    const vault = await open(null);
    expect(vault.state().kind).toBe('none');
    expect(vault.isOpen()).toBe(false);
    await expect(vault.set('a', 'b')).rejects.toMatchObject({ code: 'vault.none' });
    await expect(vault.create('七个字不够长啊')).rejects.toMatchObject({ code: 'vault.weak', data: { min: 8 } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is locked after a restart, opens by the passphrase only, however its characters were composed', async () => {
    const states: string[] = [];
    const first = await open(null);
    first.onState(({ kind }) => { states.push(kind); });
    await first.create('Café au lait');
    await first.set('account.a1', 'pw');
    expect(states).toEqual(['passphrase']);

    const vault = await open(null);
    expect(vault.state().kind).toBe('locked');
    await expect(vault.get('account.a1')).rejects.toMatchObject({ code: 'vault.locked' });
    await expect(vault.set('account.a1', 'x')).rejects.toMatchObject({ code: 'vault.locked' });
    expect(await vault.unlock('cafe au lait')).toBe(false);
    expect(vault.state().kind).toBe('locked');
    expect(await vault.unlock('Cafe\u0301 au lait')).toBe(true);
    expect(await vault.get('account.a1')).toBe('pw');
  });

  it('keeps the passphrase vault when a key store appears later', async () => {
    await (await open(null)).create('correct horse');
    const vault = await open('keyring');
    expect(vault.state().kind).toBe('locked');
    await expect(vault.create('another one!')).rejects.toMatchObject({ code: 'vault.exists' });
  });
});

describe('a file that is not ours', () => {
  it.each([['half a file', '{"version":1,'], ['a kdf that asks for nothing', JSON.stringify({ version: 1, keyedBy: { kind: 'passphrase', kdf: { name: 'scrypt', salt: 'AAAA', n: 2, r: 8, p: 1 }, key: { iv: 'AAAA', tag: 'AAAA', data: '' } }, secrets: {} })]])('is refused and left alone: %s', async (_, text) => {
    await writeFile(path, text);
    await expect(open('keyring')).rejects.toMatchObject({ code: 'vault.damaged' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});
