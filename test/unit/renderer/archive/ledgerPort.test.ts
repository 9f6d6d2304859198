import { describe, expect, it } from 'vitest';
import { LedgerPort } from '#renderer/archive/worker/ledgerPort';
import { LedgerBuilder, T0 } from './ledgerBuilder';
import { MemoryLedger } from './memoryLedger';

/** Lasts longer than any test: only an event can end it. */
const LONG_MS = 3_600_000;
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

const start = () => {
  const builder = new LedgerBuilder();
  const ledger = new MemoryLedger([builder.said('li', 'a', '在吗', T0)]);
  const port = new LedgerPort(ledger.connect());
  let isOver = false;
  const gather = async (): Promise<void> => {
    await port.gather(1, LONG_MS);
    isOver = true;
  };
  return { builder, ledger, port, gather, isOver: () => isOver };
};

describe('LedgerPort.gather', () => {
  // A reply that waits behind customers' messages is felt at the keyboard.
  it('lets what customers write gather, and ends at once for what a person at the desk did', async () => {
    const { builder, ledger, port, gather, isOver } = start();
    await port.range();
    const gathering = gather();
    ledger.append(builder.said('li', 'b', '还在吗', T0 + 1000));
    await turn();
    expect(isOver()).toBe(false);
    ledger.append(builder.queued('li', 'r1', '在的', T0 + 2000));
    await gathering;
    await port.gather(1, LONG_MS); // it is still there to be taken: no wait
    expect(port.takeTold(1)?.entries.map((entry) => entry.type)).toEqual(['message.received', 'reply.queued']);
    port.close();
  });

  it('ends when the port closes: the worker would hang, with its timer', async () => {
    const { port, gather } = start();
    const gathering = gather();
    port.close();
    await gathering;
  });
});

describe('LedgerPort.takeTold', () => {
  it('gives nothing across a gap, and what it gives once', async () => {
    const { builder, ledger, port } = start();
    await port.range();
    ledger.append(builder.said('li', 'b', '1', T0 + 1000));
    ledger.entries.push(builder.said('li', 'c', '2', T0 + 2000));
    ledger.tell(); // without its entries
    await turn();
    expect(port.hasTold(1)).toBe(false);
    ledger.append(builder.said('li', 'd', '3', T0 + 3000));
    await turn();
    expect(port.takeTold(1)).toBeUndefined();
    expect(port.takeTold(3)).toMatchObject({ after: 3, next: 4 });
    expect(port.takeTold(3)).toBeUndefined();
    port.close();
  });
});
