import type { FromEngine, PortRequest, Wire } from '#shared/ipc/wire';
import { registryTypes, type Entry } from '#shared/ledger/entry';

/** An engine's archive port over entries in memory. Messages travel by a later turn, as on a real port. */
export class MemoryLedger {
  entries: Entry[];
  readonly reads: number[] = [];
  private links: { readonly deliver: (message: FromEngine) => void; readonly close: () => void }[] = [];
  /** Answers to reads after that seq wait for the promise: tests hold the ledger still to look in between. */
  hold: (after: number) => Promise<void> | undefined = () => undefined;

  constructor(entries: readonly Entry[], public id = 'zuoxi.local/ledger/1') {
    this.entries = [...entries];
  }

  append(...entries: readonly Entry[]): void {
    this.entries.push(...entries);
    this.tell(entries);
  }

  /** The news of a commit; without the entries when they were many. */
  tell(entries?: readonly Entry[]): void {
    for (const link of this.links) link.deliver({ event: 'ledger.advanced', data: { seq: this.head(), entries } });
  }

  head(): number {
    return this.entries.at(-1)?.seq ?? 0;
  }

  /** The engine dies: every port it had closes. */
  kill(): void {
    for (const link of this.links.splice(0)) link.close();
  }

  connect(): Wire {
    let listener: (message: unknown) => void = () => undefined;
    let closed: () => void = () => undefined;
    let isOpen = true;
    const deliver = (message: FromEngine): void => queueMicrotask(() => { if (isOpen) listener(message); });
    const link = { deliver, close: () => { isOpen = false; closed(); } };
    this.links.push(link);
    const answer = async (request: PortRequest): Promise<void> => {
      if (request.method === 'ledger.read') await this.hold((request.input as { readonly after: number }).after); // ledger.read
      deliver({ id: request.id, ok: this.answer(request) });
    };
    return {
      post: (message) => void answer(message as PortRequest), // what LedgerPort posts
      onMessage: (next) => { listener = next; },
      onClose: (next) => { closed = next; },
      close: () => { isOpen = false; },
    };
  }

  private answer({ method, input }: PortRequest): unknown {
    if (method === 'ledger.range') return { ledger: this.id, head: this.head() };
    if (method === 'ledger.registry') return { entries: this.entries.filter((entry) => registryTypes.has(entry.type)) };
    const { after, limit } = input as { readonly after: number; readonly limit: number }; // ledger.read
    this.reads.push(after);
    const entries = this.entries.filter((entry) => entry.seq > after).slice(0, limit);
    return { entries, next: entries.at(-1)?.seq ?? after, unreadable: 0 };
  }
}
