import { memo, type MouseEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { RunningClock } from '#shared/rules/clock';
import type { Media } from '#shared/domain/message';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useCover } from '../../cover/coverContext';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { useDrafts } from '../../state/drafts';
import { AccountCode } from '../../ui/AccountCode';
import { AccountEdge } from '../../ui/AccountEdge';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { Grade } from '../../ui/Grade';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import { WaitClock } from '../../ui/WaitClock';
import { blobUrl } from '../../ui/blobUrl';
import styles from './ConversationRowView.module.css';
import { previewText } from './previewText';
import { rowReadout } from './readout';
import { rowState, sentMark, type RowState } from './rowPreview';

export type RowProps = {
  readonly row: ConversationRow;
  readonly account: AccountRow | undefined;
  /** The clock that is due first. */
  readonly clock: RunningClock | undefined;
  /** Whose it is, where that is worth a word: a colleague's name, or "mine". */
  readonly holder: string | undefined;
  readonly isPinned: boolean;
  /** A colleague waits for whoever sits here. */
  readonly isAsked: boolean;
  /** Chosen for one action together. */
  readonly isPicked: boolean;
  readonly isDemo: boolean;
  /** The conversation on the screen. */
  readonly isSelected: boolean;
  /** The keyboard stands here. */
  readonly isCursor: boolean;
  readonly place: number;
  readonly total: number;
  /** The same function for every row and every time: a row is drawn again only when it changed. */
  readonly onPress: (id: ConversationId, event: MouseEvent) => void;
};

export const rowElementId = (conversation: string): string => `row-${conversation}`;

const pictureOf = (media: Media | undefined): string | undefined =>
  media?.blob === undefined ? undefined : blobUrl(media.blob, media.mime);

/** The spoken sentence, renewed with the clock apart from the row so that a second costs one text node. */
const Readout = ({ row, account, clock, holder, isDemo, isAsked, state }: RowProps & { readonly state: RowState | undefined }) => {
  const t = useT();
  const now = useNow();
  const parts = { account: account?.name ?? '', state: state === undefined ? undefined : t(`row.${state}`), now, clock, isDemo, isAsked, ...(holder !== undefined && { assignee: t('row.heldBy', { name: holder }) }) };
  return <span id={`${rowElementId(row.id)}-said`} className="visuallyHidden">{rowReadout(row, parts, t, t('row.comma'))}</span>;
};

const FirstLine = ({ row, clock, isDemo, isPinned, isAsked, holder }: Pick<RowProps, 'row' | 'clock' | 'isDemo' | 'isPinned' | 'isAsked' | 'holder'>) => {
  const t = useT();
  return (
    <div className={styles.first}>
      <span className={styles.name}>{row.title}</span>
      {row.kind === 'group' && <Icon name="group" size={12} label={t('row.group')} />}
      {row.grade !== undefined && <Grade grade={row.grade} title={t('grade.title', { grade: row.grade })} />}
      {row.starred === true && <span className={styles.star}><Icon name="star" size={12} solid label={t('customers.starred')} /></span>}
      {isPinned && <Icon name="pin" size={12} label={t('pin.is')} />}
      {isAsked && <Tag tone="brand" small title={t('filter.mark.asked')}>{t('row.asked')}</Tag>}
      {isDemo && <Tag tone="demo" small>{t('row.demo')}</Tag>}
      <span className={styles.space} />
      {holder !== undefined && <span className={styles.holder} title={t('row.heldBy', { name: holder })}>{holder}</span>}
      <WaitClock clock={clock} snooze={row.snooze} lastAt={row.lastAt} />
    </div>
  );
};

const SecondLine = ({ row, account, state, draft }: Pick<RowProps, 'row' | 'account'> & { readonly state: RowState | undefined; readonly draft: string | undefined }) => {
  const t = useT();
  const glyph = useGlyph();
  const cover = useCover();
  const mark = sentMark(row.preview);
  return (
    <div className={styles.second}>
      {account !== undefined && <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.mark.code} />}
      <span className={styles.preview}>
        {state !== undefined && <span className={styles.state} data-state={state}>{t(`row.${state}`)} </span>}
        {state === undefined && mark !== undefined && <span className={styles.mark} data-mark={mark}><Icon name="checks" size={14} /></span>}
        {state === 'draft' ? draft : cover(previewText(row.preview, t))}
      </span>
      <Badge count={row.unread} />
    </div>
  );
};

/** One conversation: account edge, avatar, who, how long they wait; account, state word, preview, unread. */
export const ConversationRowView = memo((props: RowProps) => {
  const t = useT();
  const { row, account, isSelected, isCursor, isPicked, place, total, onPress } = props;
  const draft = useDrafts((drafts) => drafts.byConversation[row.id]?.text);
  const state = rowState(row, isSelected ? undefined : draft);
  const weight = isSelected ? 'current' : row.unread > 0 ? 'unread' : isUnhandled(row) ? 'waiting' : 'read';
  return (
    <div
      id={rowElementId(row.id)} role="option" aria-selected={isSelected} aria-setsize={total} aria-posinset={place}
      aria-labelledby={`${rowElementId(row.id)}-said`} className={styles.row} data-weight={weight} data-cursor={isCursor || undefined}
      data-conversation={row.id} data-picked={isPicked || undefined} onClick={(event) => onPress(row.id, event)}
    >
      {account !== undefined && <AccountEdge color={account.mark.color} full={isSelected} />}
      <span className={styles.avatar}>
        <Avatar name={row.title} src={pictureOf(row.avatar)} />
        <span className={styles.pick} data-pick title={t('bulk.pick')} aria-hidden>{isPicked && <Icon name="check" size={12} />}</span>
      </span>
      <div className={styles.lines}>
        <FirstLine {...props} />
        <SecondLine row={row} account={account} state={state} draft={draft} />
      </div>
      <Readout {...props} state={state} />
    </div>
  );
});
ConversationRowView.displayName = 'ConversationRowView';
