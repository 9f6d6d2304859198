import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { ruleWords } from '#shared/rules/rulePack';
import { flaggedText } from '../../archive/queries/flagText';
import type { QueuedFlag } from '../../archive/queries/useFlags';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull, formatShort } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Tag, type TagTone } from '../../ui/Tag';
import { chooseFlag } from './flagPlace';
import styles from './Flags.module.css';
import { SpanText } from '../../ui/SpanText';

const optionId = (id: string): string => `flag-${id}`;
const severityTone = { block: 'fail', warn: 'warn', log: 'plain' } as const satisfies Readonly<Record<QueuedFlag['severity'], TagTone>>;

const Item = ({ flag, isChosen }: { readonly flag: QueuedFlag; readonly isChosen: boolean }) => {
  const t = useT();
  const locale = useLocale();
  const people = usePeople();
  const who = flag.side === 'customer' ? flag.customer : people?.get(flag.person ?? ('' as never))?.name ?? t('flags.otherDevice'); // no person has an empty id
  return (
    <div id={optionId(flag.id)} role="option" aria-selected={isChosen} className={styles.item} data-chosen={isChosen || undefined} data-testid="flag-item" data-kind={flag.kind} data-state={flag.state} onClick={() => chooseFlag(flag.id)}>
      <div className={styles.itemTop}>
        <b>{ruleWords(flag.title, locale)}</b>
        {flag.isDemo && <Tag small tone="demo">{t('demo.mark')}</Tag>}
        {flag.override !== undefined && <Tag small tone="uncertain">{t('flags.overridden')}</Tag>}
        <time title={formatFull(flag.at)}>{formatShort(flag.at)}</time>
      </div>
      <p className={styles.excerpt}>{flag.line === undefined ? <i>{t('flags.notHere')}</i> : <SpanText text={flaggedText(flag, flag.line).replaceAll('\n', ' ')} spans={flag.spans} isExcerpt />}</p>
      <div className={styles.itemBelow}>
        <span>{t(`flag.side.${flag.side}`)} · {who}{flag.side === 'ours' && flag.customer !== '' && ` → ${flag.customer}`}</span>
        {flag.state === 'open' ? <Tag small tone={severityTone[flag.severity]}>{t(`flag.severity.${flag.severity}`)}</Tag> : <Tag small tone={flag.state === 'stands' ? 'fail' : 'plain'}>{t(`flag.state.${flag.state}`)}</Tag>}
      </div>
    </div>
  );
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The flags asked for, newest first, walked by arrow keys; S and D judge the one chosen. */
export const FlagList = ({ rows, chosen, onMore, onStands, onDismiss }: {
  readonly rows: readonly QueuedFlag[]; readonly chosen: QueuedFlag | undefined; readonly onMore: () => void; readonly onStands: () => void; readonly onDismiss: () => void;
}) => {
  const t = useT();
  const list = useRef<VirtuosoHandle>(null);
  const at = rows.findIndex(({ id }) => id === chosen?.id);
  useEffect(() => {
    if (at >= 0) list.current?.scrollIntoView({ index: at });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.code];
    if (step !== undefined) {
      event.preventDefault();
      const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
      if (next !== undefined) chooseFlag(next.id);
    } else if (!event.ctrlKey && !event.altKey && !event.metaKey && (event.code === 'KeyS' || event.code === 'KeyD')) {
      event.preventDefault();
      if (event.code === 'KeyS') onStands();
      else onDismiss();
    }
  };
  return (
    <div className={styles.list}>
      <Virtuoso
        role="listbox" tabIndex={0} aria-label={t('flags.label')} aria-activedescendant={chosen === undefined ? undefined : optionId(chosen.id)} onKeyDown={onKeyDown} data-testid="flag-list"
        ref={list} data={rows} computeItemKey={(_, flag) => flag.id} endReached={onMore}
        itemContent={(index, flag) => <Item flag={flag} isChosen={index === at} />}
      />
    </div>
  );
};
