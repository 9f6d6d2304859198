/** The desk ports that are open, so that all of them can be ended at once: nobody sits here any more. */
import type { Wire } from '#shared/ipc/wire';
import type { DeskCaller } from './desk';

export class DeskDoor {
  readonly #open = new Set<() => void>();

  add(wire: Wire, caller: DeskCaller, forget: () => void): void {
    const end = (): void => {
      caller.isOver = true;
      forget();
      wire.close();
    };
    this.#open.add(end);
    wire.onClose(() => {
      this.#open.delete(end);
      forget();
    });
  }

  /** What was allowed before goes on to its end; what comes after, even if it was on its way, is refused. */
  closeAll(): void {
    for (const end of [...this.#open]) end();
    this.#open.clear();
  }
}
