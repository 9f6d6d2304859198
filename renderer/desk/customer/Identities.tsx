import { useState } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonView } from '../../archive/queries/persons';
import { useLikelySame, type Likely } from '../../archive/queries/useLikelySame';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { CustomerRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { formatShort } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { useLooker } from '../../state/session';
import { openTab } from '../../state/tabs';
import { AccountCode } from '../../ui/AccountCode';
import { IconButton, LinkButton } from '../../ui/Button';
import { offerUndo } from '../conversation/undo';
import { useCommand, type Command } from '../conversation/useCommand';
import { useDeskData } from '../shell/DeskData';
import panel from './CustomerPanel.module.css';
import { MergeDialog } from './MergeDialog';
import styles from './Person.module.css';

/** One account's file: opens its chat; of several, it can be taken out again. */
const File = ({ file, rows, current, isJoined, command }: {
  readonly file: CustomerRow; readonly rows: readonly ConversationRow[]; readonly current: ConversationRow; readonly isJoined: boolean; readonly command: Command;
}) => {
  const t = useT();
  const glyph = useGlyph();
  const { accountById } = useDeskData();
  const account = accountById.get(file.account);
  const row = rows.find((one) => one.customer === file.id);
  const name = file.name || file.contact;
  const split = async (): Promise<void> => {
    if (!(await command.run(() => desk.call('customer.split', { customers: [file.id] })))) return;
    const into = current.customer === file.id ? undefined : current.customer;
    const evidence = file.joined?.evidence ?? { reason: 'agent' as const };
    if (into !== undefined) offerUndo(t('customer.splitDone', { name }), () => desk.call('customer.merge', { into, from: [file.id], evidence }));
  };
  const why = file.joined === undefined ? undefined : `${t(`customer.reason.${file.joined.evidence.reason}`)} · ${formatShort(file.joined.at)}${file.joined.evidence.note === undefined ? '' : ` · ${file.joined.evidence.note}`}`;
  return (
    <li className={styles.file} data-testid="identity">
      {account !== undefined && <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.mark.code} title={`${channelName(account.channel)} · ${account.name}`} />}
      <button type="button" className={styles.fileName} disabled={row === undefined} aria-current={row?.id === current.id || undefined} title={[account?.name, file.contact, why].filter((one) => one !== undefined).join(' · ')} onClick={() => { if (row !== undefined) openTab(row.id); }}>
        {name}{account === undefined ? ` · ${t('customer.filed')}` : ` · ${file.contact}`}
      </button>
      {isJoined && <IconButton icon="undo" size={22} label={t('customer.split', { name })} title={why} onPress={() => void split()} testId="split" />}
    </li>
  );
};

const Same = ({ likely, title, into, command }: { readonly likely: Likely; readonly title: string; readonly into: CustomerId; readonly command: Command }) => {
  const t = useT();
  const { accountById } = useDeskData();
  const { person, likeness } = likely;
  const account = accountById.get(person.files[0]?.account ?? '')?.name;
  // Two of one name are told apart by where they wrote.
  const name = person.title === title && account !== undefined ? t('customer.nameAt', { name: person.title, account }) : person.title;
  const join = async (): Promise<void> => {
    const evidence = { reason: likeness.reason };
    if (await command.run(() => desk.call('customer.merge', { into, from: [person.id], evidence }))) {
      offerUndo(t('customer.mergedWith', { name }), () => desk.call('customer.split', { customers: [...person.profile.files] }));
    }
  };
  return (
    <div className={styles.same} data-testid="likely-same">
      <span>{t('customer.likely', { name, reason: t(`customer.reason.${likeness.reason}`) })}</span>
      <p>
        <LinkButton onPress={() => void join()} testId="likely-merge">{t('customer.merge')}</LinkButton>
        <LinkButton onPress={() => void command.run(() => desk.call('customer.distinguish', { customer: into, other: person.id }))}>{t('customer.notSame')}</LinkButton>
      </p>
    </div>
  );
};

/** Every account's file of this person, who may be the same, and joining by hand. */
export const Identities = ({ person, file, conversation }: { readonly person: PersonView; readonly file: CustomerId; readonly conversation: ConversationRow }) => {
  const t = useT();
  const command = useCommand();
  const likely = useLikelySame(person.id, useLooker());
  const [isMerging, setMerging] = useState(false);
  const isJoined = person.files.length > 1;
  return (
    <section className={panel.section}>
      <h2 className={panel.title}>{t('customer.identities')}<span>{isJoined ? t('customer.identitiesCount', { count: person.files.length }) : ''}</span><IconButton icon="plus" size={22} label={t('customer.mergeOther')} onPress={() => setMerging(true)} testId="merge-open" /></h2>
      <ul className={styles.files}>
        {person.files.map((one) => <File key={one.id} file={one} rows={person.conversations} current={conversation} isJoined={isJoined} command={command} />)}
      </ul>
      {(likely ?? []).slice(0, 3).map((one) => <Same key={one.person.id} likely={one} title={person.title} into={file} command={command} />)}
      {command.error !== undefined && <p className={panel.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
      {isMerging && <MergeDialog person={person} into={file} onClose={() => setMerging(false)} />}
    </section>
  );
};
