import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { rowClocks, useRulePack } from '../../archive/queries/rulePack';
import { useT } from '../../i18n/useT';
import { useGlyph, useIsDemonstration } from '../../state/forms';
import { keyShortcut, keyWords } from '../../state/keys';
import { toggleCustomer } from '../../state/view';
import { tornConversation } from '../../state/windowKind';
import { AccountCode } from '../../ui/AccountCode';
import { IconButton } from '../../ui/Button';
import { Grade } from '../../ui/Grade';
import { Tag } from '../../ui/Tag';
import { WaitClock } from '../../ui/WaitClock';
import { ColleagueButtons } from './ColleagueButtons';
import { DoneButton } from './DoneButton';
import { HoldButtons } from './HoldButtons';
import { HeaderMenu } from './HeaderMenu';
import { JumpMenu } from './JumpMenu';
import { LinkChip } from './LinkChip';
import type { ConversationActions } from './useConversationActions';
import styles from './ConversationHeader.module.css';

/** Who this is, through which account, how the link stands, how long they wait, and that it is done. */
export const ConversationHeader = ({ conversation, account, actions }: {
  readonly conversation: ConversationRow; readonly account: AccountRow | undefined; readonly actions: ConversationActions;
}) => {
  const t = useT();
  const glyph = useGlyph();
  const isDemonstration = useIsDemonstration();
  const pack = useRulePack();
  const clock = account === undefined ? undefined : rowClocks(pack, conversation, account.channel)[0];
  return (
    <header className={styles.header}>
      <h1 className={styles.name} title={conversation.title}>{conversation.title}</h1>
      {conversation.grade !== undefined && <Grade grade={conversation.grade} title={t('grade.title', { grade: conversation.grade })} />}
      {conversation.kind !== 'private' && <Tag small>{t(`row.${conversation.kind}`)}</Tag>}
      {account !== undefined && isDemonstration(account.channel) && <Tag tone="demo" small>{t('row.demo')}</Tag>}
      {account !== undefined && <span className={styles.account}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} title={account.name} /></span>}
      <LinkChip conversation={conversation} account={account} />
      {conversation.status === 'closed' && <Tag tone="ok" icon="check">{t('row.closed')}</Tag>}
      <span className={styles.grow} />
      <WaitClock clock={clock} snooze={conversation.snooze} withTarget />
      <HoldButtons conversation={conversation} actions={actions} />
      <JumpMenu conversation={conversation.id} />
      <ColleagueButtons conversation={conversation} />
      <HeaderMenu conversation={conversation} actions={actions} />
      {tornConversation === undefined && <span className={styles.narrow}><IconButton icon="drawer" label={t('desk.customer')} title={`${t('desk.customer')} ${keyWords('customerPanel')}`} keys={keyShortcut('customerPanel')} onPress={toggleCustomer} /></span>}
      <DoneButton conversation={conversation} actions={actions} />
    </header>
  );
};
