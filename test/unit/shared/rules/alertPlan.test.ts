import { describe, expect, it } from 'vitest';
import { defaultAlerts, type Alert, type AlertSettings } from '#shared/domain/alert';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { alertPlan, isQuietAt, type AlertScene } from '#shared/rules/alertPlan';

const account = 'acc-1' as AccountId;
const alert = (kind: Alert['kind'], more: Partial<Alert> = {}): Alert => ({ kind, account, accountName: '旗舰店', conversation: 'acc-1/p1' as ConversationId, title: '陈晓雯', ...more });
const scene = (part: Partial<AlertScene> = {}): AlertScene => ({ minute: 14 * 60, isFocused: false, isLookedAt: false, person: 'p-1', ...part });
const settings = (part: Partial<AlertSettings>): AlertSettings => ({ ...defaultAlerts, ...part });

describe('alert plan', () => {
  it('is quiet across midnight, and at no minute when switched off (bug: 22:00–08:00 is never)', () => {
    const quiet = { on: true, from: '22:00', to: '08:00', overdue: true };
    for (const [minute, isQuiet] of [[22 * 60, true], [3 * 60, true], [8 * 60, false], [12 * 60, false]] as const) expect(isQuietAt(quiet, minute), String(minute)).toBe(isQuiet);
    expect(isQuietAt({ ...quiet, on: false }, 3 * 60)).toBe(false);
    expect(isQuietAt({ ...quiet, from: '12:00', to: '13:00' }, 12 * 60 + 59)).toBe(true);
  });

  it('lets overdue through quiet hours where chosen, and nothing through do not disturb', () => {
    const night = scene({ minute: 60 });
    const quiet = { on: true, from: '22:00', to: '08:00', overdue: true };
    expect(alertPlan(settings({ quiet }), alert('message'), night)).toMatchObject({ sound: null, notify: false });
    expect(alertPlan(settings({ quiet }), alert('overdue'), night)).toMatchObject({ sound: 'bell', notify: true, flash: true });
    expect(alertPlan(settings({ quiet: { ...quiet, overdue: false } }), alert('overdue'), night).sound).toBeNull();
    expect(alertPlan(settings({ doNotDisturb: true }), alert('overdue'), scene())).toEqual({ sound: null, notify: false, flash: false, repeats: false });
  });

  it('says nothing of a conversation that is looked at, unless it grows late (bug: a ping for every line of the open chat)', () => {
    expect(alertPlan(defaultAlerts, alert('message'), scene({ isFocused: true, isLookedAt: true }))).toMatchObject({ sound: null, notify: false });
    expect(alertPlan(defaultAlerts, alert('overdue'), scene({ isFocused: true, isLookedAt: true }))).toMatchObject({ sound: 'bell', notify: false, flash: false });
  });

  it('takes the sound of the account, and silences it altogether where chosen', () => {
    expect(alertPlan(settings({ accounts: { [account]: 'chime' } }), alert('message'), scene()).sound).toBe('chime');
    expect(alertPlan(settings({ accounts: { [account]: 'chime' } }), alert('overdue'), scene()).sound).toBe('bell');
    expect(alertPlan(settings({ accounts: { [account]: 'none' } }), alert('overdue'), scene())).toMatchObject({ sound: null, notify: false, repeats: false });
  });

  it('calls only whom it concerns (bug: a mention of one colleague rings for all)', () => {
    expect(alertPlan(defaultAlerts, alert('mention', { persons: ['p-2'] }), scene()).notify).toBe(false);
    expect(alertPlan(defaultAlerts, alert('mention', { persons: ['p-1'] }), scene()).notify).toBe(true);
    expect(alertPlan(defaultAlerts, alert('mention', { persons: ['p-1'] }), scene({ person: null })).notify).toBe(false);
  });
});
