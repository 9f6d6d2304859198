import { useEffect, useRef, type ReactNode } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useDeskData } from '../../desk/shell/DeskData';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { useKeyWords } from '../../state/keys';
import { AccountCode } from '../../ui/AccountCode';
import { Avatar } from '../../ui/Avatar';
import { Icon, type IconName } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { Tag } from '../../ui/Tag';
import { WaitClock } from '../../ui/WaitClock';
import { keyOfItem, type PaletteItem } from './matches';
import styles from './Palette.module.css';

const Lead = ({ icon }: { readonly icon: IconName }) => <span className={styles.lead}><Icon name={icon} size={16} /></span>;

const AccountMark = ({ account, code }: { readonly account: AccountRow; readonly code: string }) => {
  const glyph = useGlyph();
  return <span className={styles.account}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={code} /></span>;
};

const ConversationLine = ({ row, tag }: { readonly row: ConversationRow; readonly tag: string | undefined }) => {
  const { accountById, clockOf } = useDeskData();
  const account = accountById.get(row.account);
  return (
    <>
      <Avatar name={row.title} size={24} />
      <span className={styles.name}>{row.title}</span>
      {account !== undefined && <AccountMark account={account} code={account.name} />}
      {tag !== undefined && <Tag small>{tag}</Tag>}
      <span className={styles.aside}><WaitClock clock={clockOf(row)} lastAt={row.lastAt > 0 ? row.lastAt : undefined} /></span>
    </>
  );
};

/** What stands in one line, by kind. */
const Line = ({ item }: { readonly item: PaletteItem }): ReactNode => {
  const t = useT();
  const words = useKeyWords();
  const name = <span className={styles.name}>{item.name}</span>;
  switch (item.kind) {
    case 'conversation': return <ConversationLine row={item.row} tag={item.tag} />;
    case 'command': return <><Lead icon="play" />{name}{words(item.action) !== '' && <span className={styles.aside}><Kbd>{words(item.action)}</Kbd></span>}</>;
    case 'wording': return <><Lead icon="template" />{name}<span className={styles.quiet}>{item.row.category.join(' / ')}</span><span className={styles.aside}>{t('palette.insert')}</span></>;
    case 'account': return <><Lead icon="shop" />{name}<AccountMark account={item.row} code={item.row.mark.code} /><span className={styles.aside}>{channelName(item.row.channel)}</span></>;
    case 'page': return <><Lead icon="file" />{name}</>;
    case 'person': return <><Avatar name={item.name} size={24} />{name}<span className={styles.aside}>{t(`role.${item.row.role}`)}</span></>;
    case 'help': return <><Lead icon="question" />{name}</>;
  }
};

/** One line of the palette; the pointer moves the choice, a click does it. */
export const PaletteRow = ({ item, id, isCurrent, onRun, onPoint }: {
  readonly item: PaletteItem; readonly id: string; readonly isCurrent: boolean; readonly onRun: () => void; readonly onPoint: () => void;
}) => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <div ref={ref} id={id} role="option" aria-selected={isCurrent} className={styles.result} onClick={onRun} onPointerMove={onPoint} data-item={keyOfItem(item)}>
      <Line item={item} />
    </div>
  );
};
