/** When an account could hear nobody: the link was down, somebody had it logged out, or the desk was off. */
import { isSelfHealing } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { Excuse } from '#shared/rules/regulation/propose';

/** `to` is open while it lasts. `isLink`: nothing but waiting would have healed it. */
export type OutageSpan = { readonly kind: 'link' | 'account' | 'desk'; readonly from: number; readonly to?: number };
export type OutagesJson = { readonly spans: readonly (readonly [AccountId, readonly OutageSpan[]])[]; readonly stopped: number | null; readonly lastAt: number };

const SPANS_KEPT = 40;

export class Outages {
  readonly #spans: Map<AccountId, readonly OutageSpan[]>;
  /** When the desk was told to end; null while it runs. */
  #stopped: number | null;
  #lastAt: number;

  constructor(json?: OutagesJson) {
    this.#spans = new Map(json?.spans);
    this.#stopped = json?.stopped ?? null;
    this.#lastAt = json?.lastAt ?? 0;
  }

  apply(entry: Entry): void {
    const { account, at } = entry;
    switch (entry.type) {
      case 'account.added': if (account) this.#spans.set(account, [{ kind: 'link', from: at }]); break;
      case 'account.status': {
        if (account === undefined) break;
        const { state } = entry.data.status;
        if (state === 'online' || state === 'degraded') this.#close(account, at);
        else this.#open(account, { kind: isSelfHealing(state) ? 'link' : 'account', from: at });
        break;
      }
      case 'account.paused': if (account) this.#open(account, { kind: 'account', from: at }); break;
      case 'account.removed': if (account) this.#spans.delete(account); break;
      case 'gap.noted': if (account) this.#keep(account, { kind: 'link', from: entry.data.from, to: entry.data.to }); break;
      case 'system.stopped': this.#stopped = at; break;
      case 'system.started': {
        const off = Math.min(at, this.#stopped ?? Math.max(this.#lastAt, entry.data.aliveUntil ?? 0));
        for (const id of this.#spans.keys()) {
          this.#close(id, off);
          this.#keep(id, { kind: 'desk', from: off, to: at });
          this.#open(id, { kind: 'link', from: at });
        }
        this.#stopped = null;
        break;
      }
      default: break;
    }
    if (entry.type !== 'system.recovered' && entry.type !== 'storage.level') this.#lastAt = Math.max(this.#lastAt, at);
  }

  /** What fell between two times, cut to them, oldest first. */
  between(account: AccountId, from: number, to: number): readonly (Required<OutageSpan>)[] {
    return (this.#spans.get(account) ?? [])
      .map((span) => ({ kind: span.kind, from: Math.max(from, span.from), to: Math.min(to, span.to ?? to) }))
      .filter((span) => span.to > span.from);
  }

  toJson(): OutagesJson { return { spans: [...this.#spans], stopped: this.#stopped, lastAt: this.#lastAt }; }

  #open(account: AccountId, span: OutageSpan): void {
    const last = this.#spans.get(account)?.find(({ to }) => to === undefined);
    // Trying again does not make a logged-out account a broken link.
    if (last === undefined) this.#keep(account, span);
    else if (last.kind === 'link' && span.kind === 'account') {
      this.#close(account, span.from);
      this.#keep(account, span);
    }
  }

  #close(account: AccountId, at: number): void {
    const spans = this.#spans.get(account) ?? [];
    this.#spans.set(account, spans.map((span) => (span.to === undefined ? { ...span, to: Math.max(span.from, at) } : span)));
  }

  #keep(account: AccountId, span: OutageSpan): void {
    this.#spans.set(account, [...(this.#spans.get(account) ?? []), span].slice(-SPANS_KEPT));
  }
}

const excuseKinds = { link: 'outage', account: 'link', desk: 'deskOff' } as const satisfies Record<OutageSpan['kind'], Excuse['kind']>;

/** As they are told beside a proposal. */
export const excusesOf = (spans: readonly Required<OutageSpan>[]): readonly Excuse[] =>
  spans.slice(-6).map(({ kind, from, to }) => ({ kind: excuseKinds[kind], from, to }));
