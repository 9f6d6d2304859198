/**
 * A process of its own that appends without end, to be killed: tsx ledgerWriter.ts DIR PRODUCERS SEGMENT_BYTES KEY
 * Prints `seq text` for every acknowledged entry, in one write per call, after the ledger resolved.
 */
import { openLedger } from '#electron/engine/ledger/openLedger';
import { accountIdSchema } from '#shared/domain/account';
import { bodySchemas, type Draft } from '#shared/ledger/entry';
import { conversationIdSchema } from '#shared/ledger/fields';

const [dir = '', producers = '4', segmentBytes = '200000', pkcs8 = ''] = process.argv.slice(2);

const draft = (text: string): Draft => ({
  type: 'message.edited', actor: { kind: 'channel' }, account: accountIdSchema.parse('qq-1'), conversation: conversationIdSchema.parse('qq-1/private:1'),
  data: bodySchemas['message.edited'].parse({ id: 'm-1', parts: [{ kind: 'text', text }], at: 1 }),
});

const ledger = await openLedger({ dir, seat: 'seat-1', now: Date.now, key: () => ({ pkcs8 }), segmentBytes: Number(segmentBytes), checkpointEveryMs: 20 });
const print = (text: string): Promise<void> => new Promise((resolve) => process.stdout.write(text, () => resolve()));
await print(`open ${ledger.head()}\n`);
const produce = async (producer: number): Promise<void> => {
  for (let n = 0; ; n += 1) {
    const texts = Array.from({ length: 1 + (n % 3) }, (_, i) => `${process.pid}-${producer}-${n}-${i}-${'货'.repeat((n * 7) % 200)}`);
    const entries = await ledger.append(texts.map(draft));
    await print(entries.map(({ seq }, i) => `ack ${seq} ${texts[i]}\n`).join(''));
  }
};
await Promise.all(Array.from({ length: Number(producers) }, (_, producer) => produce(producer)));
