import { describe, expect, it } from 'vitest';
import type { ChannelForm } from '#shared/ipc/channelForm';
import type { AccountId } from '#shared/domain/ids';
import { filterAccounts, freshMark, needsAction } from '#renderer/admin/accounts/attention';
import { initialValues, isMissing, isShown, splitValues } from '#renderer/admin/accounts/formValues';
import type { AccountRow } from '#renderer/archive/schema/accountRows';

const account = (id: string, over: Partial<AccountRow> = {}): AccountRow => ({
  id: id as AccountId, channel: 'onebot', name: id, settings: {}, secretKeys: [], mark: { code: id, color: 1 }, paused: false, removed: false,
  status: { state: 'online', action: 'none' }, statusAt: 0, addedAt: 0, ...over,
});

const form: ChannelForm = {
  kind: 'onebot', glyph: 'Q', demonstration: false, abilities: [],
  fields: [
    { key: 'mode', type: 'select', required: true, options: ['forward', 'reverse'], initial: 'forward' },
    { key: 'url', type: 'url', required: true, when: { key: 'mode', is: ['forward'] } },
    { key: 'port', type: 'number', required: true, when: { key: 'mode', is: ['reverse'] } },
    { key: 'token', type: 'password', required: true, secret: true },
  ],
};

const tokenField = { key: 'token', type: 'password', required: true, secret: true } as const;

describe('account form values', () => {
  it('never puts a secret into the settings, which go to the ledger', () => {
    const { settings, secrets } = splitValues(form, { mode: 'forward', url: ' ws://127.0.0.1:1 ', token: 's3cret' });
    expect(settings).toEqual({ mode: 'forward', url: 'ws://127.0.0.1:1' });
    expect(secrets).toEqual({ token: 's3cret' });
  });

  it('leaves a kept secret alone when its field is empty, and hidden fields out', () => {
    expect(splitValues(form, { mode: 'reverse', url: 'ws://old', port: 6700, token: '' })).toEqual({ settings: { mode: 'reverse', port: 6700 }, secrets: {} });
    expect(isMissing(tokenField, { token: '' }, ['token'])).toBe(false);
    expect(isMissing(tokenField, { token: '' }, [])).toBe(true);
  });

  it('shows a field only while its condition holds', () => {
    expect(form.fields.filter((field) => isShown(field, { mode: 'reverse' })).map((field) => field.key)).toEqual(['mode', 'port', 'token']);
    expect(initialValues(form, account('a', { settings: { mode: 'reverse' } }))).toMatchObject({ mode: 'reverse', token: '' });
  });
});

describe('register of accounts', () => {
  it('counts as needing action only what waiting cannot heal', () => {
    const states = ['connecting', 'online', 'degraded', 'offline', 'badCredentials', 'kicked', 'loggedOut', 'misconfigured', 'paused', 'sealed'] as const;
    expect(states.filter((state) => needsAction({ state, action: 'none' }))).toEqual(['badCredentials', 'kicked', 'loggedOut', 'misconfigured', 'sealed']);
  });

  it('finds by name, code or nickname, and combines with the chip', () => {
    const chips = { isDemo: () => false, custodyOf: () => ({ rotation: { state: 'none' as const }, breaches: [], absences: [] }) };
    const rows = [account('qi', { name: '旗舰店' }), account('sh', { name: '售后', nickname: '旗手', status: { state: 'kicked', action: 'loginOnDevice' } })];
    expect(filterAccounts(rows, { chip: 'all', text: '旗' }, chips)).toHaveLength(2);
    expect(filterAccounts(rows, { chip: 'attention', text: '旗' }, chips).map((row) => row.id)).toEqual(['sh']);
  });

  it('gives a new account the least used colour, so that neighbours differ', () => {
    const rows = [1, 1, 2, 3].map((color, index) => account(`a${index}`, { mark: { code: 'x', color } }));
    expect(freshMark(rows, '旗舰店售前').color).toBe(4);
    expect(freshMark(rows, '旗舰店售前').code).toBe('旗舰店售');
  });
});
