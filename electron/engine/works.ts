/** What works by itself once the engine runs, wired to what it needs. */
import { join } from 'node:path';
import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import { Accounts } from './accounts/accounts';
import { Supervisor } from './accounts/supervisor';
import { FlagGuard } from './flags/flagGuard';
import { EvidenceDesk } from './evidence/evidenceDesk';
import { ErasureDesk } from './retention/erasureDesk';
import { BackupDesk } from './backup/backupDesk';
import { Colleagues } from './collaboration/colleagues';
import { WaitWatch } from './conversations/waitWatch';
import { Schedules } from './collaboration/schedules';
import { messageDraft } from './host/decideMessage';
import { Inbox } from './host/inbox';
import { MediaFetcher } from './host/mediaFetcher';
import { Outbox } from './outbox/outbox';
import { PersonFileShelf } from './people/personFiles';
import { createGate, type Gate } from './platform/gate';
import type { Recorder } from './state/recorder';
import type { EngineParts } from './engineParts';

/** What works by itself once the engine runs: channels, outbox, clocks, backup, erasure. */
export type Works = {
  readonly accounts: Accounts; readonly outbox: Outbox; readonly fetcher: MediaFetcher; readonly colleagues: Colleagues; readonly schedules: Schedules; readonly waits: WaitWatch;
  readonly backup: BackupDesk; readonly evidence: EvidenceDesk; readonly erasure: ErasureDesk;
  readonly files: PersonFileShelf;
  readonly ledgerFiles: Gate;
};

/** Makes them; nothing runs yet. */
export const createWorks = (parts: EngineParts): Works => {
  const { options, clock, ledger, recorder, media, modules, hub } = parts;
  const guard = new FlagGuard(recorder.state);
  const outbox: Outbox = new Outbox({
    recorder, ledger, clock, guard, log: options.log.logger('outbox'),
    links: (account) => accounts.get(account)?.link,
    foreign: (account, conversation, event) => messageDraft({ account }, conversation, event, `${event.id}@${event.at}` as typeof event.id), // the first id went to the reply
  });
  const fetcher = new MediaFetcher({
    recorder, ledger, media, clock, log: options.log.logger('media'),
    ability: (account) => accounts.get(account)?.link.isOpen() ? accounts.get(account)?.channel?.fetchMedia : undefined,
  });
  const accounts: Accounts = new Accounts({
    recorder, modules, vault: options.vault, clock, log: options.log.logger('accounts'),
    onRemoved: (account, actor) => outbox.abandon(account, actor),
    supervise: (account) => {
      const channelLog = options.log.logger('channel', { account });
      const inbox = new Inbox({
        account, recorder, echoes: outbox.attempts, clock, guard, log: channelLog,
        onPassing: ({ chat, active }) => hub.push('desk', 'peer.typing', { conversation: `${account}/${chat.id}`, active }),
        onCaughtUp: (chat) => outbox.caughtUp(account, chat),
      });
      return new Supervisor({
        account, recorder, modules, vault: options.vault, inbox, ledger, media, clock, log: channelLog,
        onLive: (status) => hub.push('desk', 'account.live', { account, status }),
        onOpened: () => { outbox.linkOpened(account); fetcher.linkOpened(account); },
        onLost: () => outbox.linkLost(account),
      });
    },
  });
  const colleagues = new Colleagues({
    recorder, ledger,
    assign: (conversation, person, actor) => [{ type: 'conversation.assigned', actor, account: accountOfConversation(conversation), conversation, data: { person } }],
    holderOf: (conversation) => recorder.state.conversations.get(conversation)?.assignee,
  });
  const waits = new WaitWatch({ recorder, clock, log: options.log.logger('waits') });
  const schedules = new Schedules({ recorder, outbox, clock, log: options.log.logger('schedules') });
  const ledgerFiles = createGate();
  const backup = new BackupDesk({
    files: ledgerFiles, recorder, ledger, vault: options.vault, dataDir: options.dataDir, seat: options.seat, key: parts.key, clock, log: options.log.logger('backup'),
    tell: (work) => hub.push('desk', 'backup.progress', work),
  });
  const evidence = new EvidenceDesk({ files: ledgerFiles, recorder, ledger, key: parts.key, now: clock.now, tell: (work) => hub.push('desk', 'evidence.progress', work) });
  const files = new PersonFileShelf({ dir: join(options.dataDir, 'state'), clock, log: options.log.logger('seat'), first: () => recorder.state.persons[0]?.id });
  const erasure = new ErasureDesk({
    files: ledgerFiles, recorder, ledger, now: clock.now, clock, log: options.log.logger('erasure'),
    tellCopies: () => backup.tellErased(), reachesCopies: () => backup.reaches(),
    dropDrafts: (conversations) => dropDrafts(files, recorder, conversations),
    onErased: (request) => {
      hub.closeAll('archive');
      hub.push('desk', 'erasure.finished', { request });
    },
  });
  return { accounts, outbox, fetcher, colleagues, schedules, waits, evidence, erasure, files, ledgerFiles, backup };
};

/** What anybody had begun to write there. */
const dropDrafts = async (files: PersonFileShelf, { state }: Recorder, conversations: readonly ConversationId[]): Promise<void> => {
  for (const { id } of state.persons) {
    const { drafts } = await files.of(id);
    for (const conversation of conversations) if (drafts.all()[conversation] !== undefined) await drafts.set(conversation, undefined);
  }
};
