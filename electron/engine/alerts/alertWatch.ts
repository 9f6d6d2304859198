/** Tells main what calls for attention and what no longer does. Starts after the fold: what was there before is no news. */
import type { Alert } from '#shared/domain/alert';
import { accountOfConversation, type AccountId, type ConversationId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { clocksOf } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { Clock } from '../channels/contract/channel';
import type { Recorder } from '../state/recorder';
import { BoundedMap } from '../state/boundedMap';
import { alertAt, alertOf, needsPerson } from './alertsOf';

/** A link that is back within this time is no news, ms. */
export const AWAY_MS = 30_000;

export type AlertWatchOptions = {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly tell: (raised: readonly Alert[], settled: readonly string[]) => void;
};

const NAMES_MOST = 5_000;

type Timer = () => void;

export class AlertWatch {
  readonly #options: AlertWatchOptions;
  /** What was told and nobody handled yet: conversations and accounts. */
  readonly #open = new Set<string>();
  readonly #warnings = new Map<ConversationId, { readonly at: number; readonly cancel: Timer }>();
  readonly #away = new Map<AccountId, Timer>();
  /** The fold keeps no names of private contacts: the ones met since the start. */
  readonly #names = new BoundedMap<ConversationId, string>(NAMES_MOST);
  readonly #unhear: () => void;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#unhear = options.recorder.onApplied((entries) => this.#hear(entries));
  }

  dispose(): void {
    this.#unhear();
    for (const { cancel } of this.#warnings.values()) cancel();
    for (const cancel of this.#away.values()) cancel();
  }

  #hear(entries: readonly Entry[]): void {
    const { state } = this.#options.recorder;
    for (const entry of entries) if (entry.type === 'message.received' && entry.conversation !== undefined && entry.data.direction === 'in' && entry.data.sender.name) this.#names.set(entry.conversation, entry.data.sender.name);
    const raised = entries.flatMap((entry) => alertOf(state, entry) ?? []);
    for (const entry of entries) if (entry.type === 'account.status' && entry.account !== undefined) this.#link(entry.account);
    const touched = new Set(entries.flatMap(({ conversation }) => conversation ?? []));
    for (const conversation of touched) this.#planWarning(conversation);
    this.#tell(raised, this.#settled(entries, touched));
  }

  #tell(raised: readonly Alert[], settled: readonly string[]): void {
    for (const { conversation, account } of raised) { const matter = conversation ?? account; if (matter !== undefined) this.#open.add(matter); }
    for (const matter of settled) this.#open.delete(matter);
    if (raised.length > 0 || settled.length > 0) this.#options.tell(raised.map((alert) => this.#named(alert)), settled);
  }

  #named(alert: Alert): Alert {
    const name = alert.title ?? (alert.conversation === undefined ? undefined : this.#names.get(alert.conversation));
    return name === undefined ? alert : { ...alert, title: name };
  }

  /** Conversations nobody waits in any more, and replies that went on after a failure. */
  #settled(entries: readonly Entry[], touched: ReadonlySet<ConversationId>): readonly string[] {
    const { conversations } = this.#options.recorder.state;
    const failed = new Set(entries.flatMap((entry) => (entry.type === 'reply.failed' ? entry.conversation ?? [] : [])));
    return [...touched].filter((conversation) => {
      const record = conversations.get(conversation);
      return this.#open.has(conversation) && !failed.has(conversation) && (record === undefined || !isUnhandled(record));
    });
  }

  /** When the wait of a conversation comes near its limit, by the clock that is due first. */
  #planWarning(conversation: ConversationId): void {
    const { recorder, clock } = this.#options;
    const record = recorder.state.conversations.get(conversation);
    const channel = recorder.state.accounts.get(accountOfConversation(conversation))?.channel;
    const first = record === undefined || channel === undefined ? undefined : clocksOf(recorder.state.rules.pack, { ...record, kind: record.chat.kind }, channel)[0];
    const at = first?.warnAt ?? Infinity;
    const before = this.#warnings.get(conversation);
    if (before?.at === at) return;
    before?.cancel();
    this.#warnings.delete(conversation);
    const wait = at - clock.now();
    if (wait <= 0 || wait > LONGEST_TIMER) return;
    this.#warnings.set(conversation, { at, cancel: clock.after(wait, () => this.#warn(conversation)) });
  }

  #warn(conversation: ConversationId): void {
    this.#warnings.delete(conversation);
    const { state } = this.#options.recorder;
    const record = state.conversations.get(conversation);
    if (record === undefined || !isUnhandled(record)) return;
    const alert = alertAt(state, 'warning', accountOfConversation(conversation), conversation);
    if (alert) this.#tell([alert], []);
  }

  #link(account: AccountId): void {
    const { recorder, clock } = this.#options;
    const status = recorder.state.accounts.get(account)?.status;
    if (status === undefined) return;
    const isAway = status.state === 'offline';
    if (!isAway) this.#comeBack(account);
    if (needsPerson(status)) this.#disconnected(account);
    else if (isAway && !this.#away.has(account)) this.#away.set(account, clock.after(AWAY_MS, () => this.#disconnected(account)));
    else if ((status.state === 'online' || status.state === 'degraded' || status.state === 'paused') && this.#open.has(account)) this.#tell([], [account]);
  }

  #comeBack(account: AccountId): void {
    this.#away.get(account)?.();
    this.#away.delete(account);
  }

  #disconnected(account: AccountId): void {
    this.#away.delete(account);
    const alert = this.#open.has(account) ? undefined : alertAt(this.#options.recorder.state, 'disconnected', account);
    if (alert) this.#tell([alert], []);
  }
}

/** Timers reach no further; a wait that long is looked at again with its next entry. */
const LONGEST_TIMER = 2 ** 31 - 1;
