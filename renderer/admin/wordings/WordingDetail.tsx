import { useMemo, useState } from 'react';
import type { Variables } from '#shared/text/wordingText';
import { variables } from '#shared/text/wordingText';
import { isExpired } from '#shared/domain/wording';
import { useProposalsOf } from '../../archive/queries/useWordingProposals';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button, IconButton, LinkButton } from '../../ui/Button';
import { useScopeName } from '../../wordings/useScopeName';
import { useWork } from '../../wordings/useWork';
import { dayOf } from '../../wordings/wordingDraft';
import { WordingWords } from '../../wordings/WordingWords';
import type { Reader } from './useReader';
import { UsePanel } from './UsePanel';
import { VersionList } from './VersionList';
import styles from './Wordings.module.css';

const tabs = ['words', 'versions', 'use'] as const;

/** Variables stand for themselves where no conversation fills them. */
export const useVariableNames = (): Variables => {
  const t = useT();
  return useMemo(() => Object.fromEntries(variables.map((name) => [name, t(`wording.variable.${name}`)])), [t]);
};

const Removal = ({ row }: { readonly row: WordingRow }) => {
  const t = useT();
  const work = useWork();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) return <IconButton icon="trash" label={t('wording.remove')} onPress={() => setAsking(true)} testId="wordings-remove" />;
  return (
    <span className={styles.ask} role="alert">
      {t('wordings.remove.ask')} <LinkButton onPress={() => void work.run(() => desk.call('wording.remove', { wording: row.id }))} isDisabled={work.isRunning} testId="wordings-remove-confirm">{t('wording.remove')}</LinkButton> <LinkButton onPress={() => setAsking(false)}>{t('common.cancel')}</LinkButton>
      {work.problem !== undefined && <span className={styles.problem}>{work.problem}</span>}
    </span>
  );
};

/** One wording: how it reads, its versions, what came of it. */
export const WordingDetail = ({ row, reader, onChange, onClose }: { readonly row: WordingRow; readonly reader: Reader; readonly onChange: () => void; readonly onClose: () => void }) => {
  const t = useT();
  const names = useVariableNames();
  const scopeName = useScopeName();
  const [tab, setTab] = useState<(typeof tabs)[number]>('words');
  const open = useProposalsOf(row.id)?.filter(({ state }) => state === 'open').length ?? 0;
  const mayRemove = reader.mayDecide || (row.owner !== undefined && row.owner === reader.person);
  return (
    <aside className={styles.detail} aria-label={row.title} data-testid="wordings-detail">
      <div className={styles.who}>
        <div>
          <h2>{row.title}</h2>
          <small>{row.category.length === 0 ? t('wording.uncategorised') : row.category.join(' / ')}{row.shortcut !== '' && ` · /${row.shortcut}`}</small>
        </div>
        <IconButton icon="close" label={t('common.close')} onPress={onClose} />
      </div>
      <div className={styles.tabs} role="tablist" aria-label={row.title}>
        {tabs.map((one) => <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => setTab(one)} data-testid={`wordings-tab-${one}`}>{t(`wordings.tab.${one}`)}{one === 'versions' && <small>{row.version}</small>}</button>)}
      </div>
      <div className={styles.body}>
        {tab === 'words' && (
          <>
            <div className={styles.paper}><WordingWords wording={row} variables={names} /></div>
            <dl className={styles.facts}>
              <dt>{t('wording.field.scope')}</dt><dd>{scopeName(row)}</dd>
              <dt>{t('wording.field.lastDay')}</dt><dd data-warn={isExpired(row, Date.now()) || undefined}>{row.expiresAt === undefined ? t('wordings.always') : dayOf(row.expiresAt - 1)}{isExpired(row, Date.now()) && ` · ${t('wordings.expired')}`}</dd>
              <dt>{t('wordings.savedAt')}</dt><dd>{t('wordings.version', { version: row.version })} · {formatFull(row.savedAt)}</dd>
            </dl>
            {open > 0 && <p className={styles.notice}>{t('wordings.openProposals', { count: open })}</p>}
          </>
        )}
        {tab === 'versions' && <VersionList row={row} reader={reader} />}
        {tab === 'use' && <UsePanel row={row} />}
      </div>
      <div className={styles.buttons}>
        <Button icon="pencil" onPress={onChange} testId="wordings-change">{t(reader.mayDecide ? 'wording.edit' : 'wording.proposeEdit')}</Button>
        <span className={styles.grow} />
        {mayRemove && <Removal row={row} />}
      </div>
    </aside>
  );
};
