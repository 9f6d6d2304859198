import type { AccountId } from '#shared/domain/ids';
import { ENTRY_VERSION, type Draft, type Entry } from '#shared/ledger/entry';
import type { ChannelKind } from '#shared/domain/account';
import type { ChannelEvent } from '#electron/engine/channels/contract/events';
import { Inbox } from '#electron/engine/host/inbox';
import { realClock } from '#electron/engine/platform/clock';
import { EngineState } from '#electron/engine/state/engineState';
import type { Recorder } from '#electron/engine/state/recorder';
import { applyBatch } from '#test/kit/applyBatch';
import { ArchiveDb } from '#renderer/archive/schema/db';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const nobody = { claim: () => null, seen: () => undefined };

/** The engine's recorder over a list: same stamps, same fold, no disk. */
const recorderInto = (entries: Entry[]): Recorder => {
  const state = new EngineState();
  const record = async (drafts: readonly Draft[]): Promise<readonly Entry[]> => {
    const at = Date.now();
    const fresh = drafts.map((draft, place) => ({ ...draft, v: ENTRY_VERSION, seq: entries.length + 1 + place, at, seat: 'replay' }) as unknown as Entry); // draft plus head is an entry
    entries.push(...fresh);
    for (const entry of fresh) state.apply(entry);
    return fresh;
  };
  return { state, record, onApplied: () => () => undefined, refold: async () => undefined, close: async () => undefined };
};

let worlds = 0;

/** Hands the events to the host as the account's channel would, applies what it recorded and gives the archive to `look`. */
export const inWorld = async <T>(kind: ChannelKind, account: AccountId, events: readonly ChannelEvent[], look: (db: ArchiveDb, entries: readonly Entry[]) => Promise<T>): Promise<T> => {
  const entries: Entry[] = [];
  const recorder = recorderInto(entries);
  await recorder.record([{ type: 'account.added', actor: { kind: 'system' }, account, data: { channel: kind, name: account, settings: {}, mark: { code: 'R', color: 1 }, secretKeys: [] } }]);
  const inbox = new Inbox({ account, recorder, echoes: nobody, clock: realClock, log: silent, onPassing: () => undefined, onCaughtUp: () => undefined });
  await inbox.emit(events);
  worlds += 1;
  const db = new ArchiveDb(`replay-${worlds}`);
  try {
    await applyBatch(db, { after: 0, entries, next: entries.length, unreadable: 0 });
    return await look(db, entries);
  } finally {
    await db.delete();
  }
};
