import type { ArchiveEvents } from '#shared/ipc/archiveRoutes';
import type { DeskEvents } from '#shared/ipc/deskRoutes';
import type { Wire } from '#shared/ipc/wire';

export type PortKind = 'archive' | 'desk';
type EventsOf = { readonly archive: ArchiveEvents; readonly desk: DeskEvents };

/** Pushes facts to every open port of a kind. */
export class EventHub {
  readonly #wires: Readonly<Record<PortKind, Set<Wire>>> = { archive: new Set(), desk: new Set() };

  /** Returns the disposer. */
  add(kind: PortKind, wire: Wire): () => void {
    this.#wires[kind].add(wire);
    return () => { this.#wires[kind].delete(wire); };
  }

  push<K extends PortKind, E extends keyof EventsOf[K]>(kind: K, event: E, data: EventsOf[K][E]): void {
    for (const wire of this.#wires[kind]) wire.post({ event, data });
  }

  /** Every port of these kinds; of all where none is named. */
  closeAll(...kinds: readonly PortKind[]): void {
    for (const kind of kinds.length > 0 ? kinds : (['archive', 'desk'] as const)) {
      for (const wire of this.#wires[kind]) wire.close();
      this.#wires[kind].clear();
    }
  }
}
