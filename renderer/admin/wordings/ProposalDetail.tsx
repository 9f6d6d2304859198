import { useMemo, useState } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import { useWordings } from '../../archive/queries/useWordings';
import { useWordingVersions } from '../../archive/queries/useWordingVersions';
import type { WordingProposalRow, WordingRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { similarTo, wordsOf } from '../../wordings/similarWordings';
import { useWork } from '../../wordings/useWork';
import { WordingDiff } from '../../wordings/WordingDiff';
import { WordingWords } from '../../wordings/WordingWords';
import type { Reader } from './useReader';
import { useVariableNames } from './WordingDetail';
import styles from './Wordings.module.css';

/** Approve, approve with changes, or reject with a reason; or take back one's own. */
const Decision = ({ row, current, reader, onAmend }: { readonly row: WordingProposalRow; readonly current: WordingRow | undefined; readonly reader: Reader; readonly onAmend: () => void }) => {
  const t = useT();
  const work = useWork();
  const [reason, setReason] = useState<string>();
  const isMine = row.by === reader.person;
  const reject = (): void => void work.run(() => desk.call('wording.decide', { verdict: 'rejected', proposal: row.id, reason: (reason ?? '').trim() }));
  return (
    <div className={styles.decision}>
      {reader.mayDecide && reason !== undefined && (
        <form onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') reject(); }}>
          <TextField label={t('wordings.rejectReason')} value={reason} onChange={(value) => setReason(value.slice(0, 300))} hasFocus help={t('wordings.rejectHelp')} />
          <div className={styles.buttons}><Button type="submit" kind="primary" isDisabled={work.isRunning || reason.trim() === ''} testId="proposal-reject-confirm">{t('wordings.reject')}</Button><Button onPress={() => setReason(undefined)}>{t('common.cancel')}</Button></div>
        </form>
      )}
      {reason === undefined && (
        <div className={styles.buttons}>
          {reader.mayDecide && <Button kind="primary" icon="check" isDisabled={work.isRunning} testId="proposal-approve" onPress={() => void work.run(() => desk.call('wording.decide', { verdict: 'approved', proposal: row.id, base: current?.version }))}>{t('wordings.approve')}</Button>}
          {reader.mayDecide && <Button icon="pencil" isDisabled={work.isRunning} onPress={onAmend} testId="proposal-amend">{t('wordings.amend')}</Button>}
          {reader.mayDecide && <Button isDisabled={work.isRunning} onPress={() => setReason('')} testId="proposal-reject">{t('wordings.reject')}</Button>}
          {isMine && <Button isDisabled={work.isRunning} onPress={() => void work.run(() => desk.call('wording.withdraw', { proposal: row.id }))} testId="proposal-withdraw">{t('wordings.withdraw')}</Button>}
        </div>
      )}
      {work.problem !== undefined && <p className={styles.problem} role="alert">{work.problem}</p>}
    </div>
  );
};

/** What was decided, by whom and why. */
const Verdict = ({ row }: { readonly row: WordingProposalRow }) => {
  const t = useT();
  const people = usePeople();
  const name = row.decidedBy === undefined ? '—' : people?.get(row.decidedBy)?.name ?? '—';
  return <p className={styles.verdict} data-state={row.state}><b>{t(`wordings.state.${row.state}`)}</b> {name}{row.decidedAt !== undefined && ` · ${formatFull(row.decidedAt)}`}{row.reason !== undefined && <span>{row.reason}</span>}</p>;
};

/** One proposal: what it changes against the version in force, how it will read, what is like it. */
export const ProposalDetail = ({ row, name, reader, onAmend }: { readonly row: WordingProposalRow; readonly name: string; readonly reader: Reader; readonly onAmend: () => void }) => {
  const t = useT();
  const names = useVariableNames();
  const wordings = useWordings() ?? [];
  const versions = useWordingVersions(row.wording);
  const current = wordings.find((one) => one.id === row.wording);
  const isOpen = row.state === 'open';
  const similar = useMemo(() => similarTo(wordsOf(row.content), row.wording, wordings).slice(0, 3), [row, wordings]);
  // Decided ones are read beside the version they were made from: what is in force has moved on.
  const before = isOpen ? current : versions?.find((version) => version.version === row.base)?.content;
  const isStale = isOpen && current !== undefined && current.version !== row.base;
  return (
    <section className={styles.review} aria-label={row.content.title} data-testid="proposal-detail">
      <header>
        <h2>{row.content.title}</h2>
        <small>{name} · {formatFull(row.at)} · {t(row.base === undefined ? 'wordings.kind.new' : 'wordings.kind.change')}</small>
        {row.note !== undefined && <p className={styles.note}>{row.note}</p>}
      </header>
      {isStale && <p className={styles.notice} role="status">{t('wordings.movedOn', { version: current.version })}</p>}
      {isOpen && row.base !== undefined && current === undefined && <p className={styles.notice} role="status">{t('wordings.goneMeanwhile')}</p>}
      <h3>{t(before === undefined ? 'wordings.proposedWords' : 'wordings.changes')}</h3>
      <WordingDiff before={before} after={row.content} />
      <h3>{t('wordings.willRead')}</h3>
      <div className={styles.paper}><WordingWords wording={row.content} variables={names} /></div>
      {isOpen && similar.length > 0 && (
        <><h3>{t('wording.similar.title')}</h3><ul className={styles.alike}>{similar.map(({ row: other, likeness }) => <li key={other.id}><b>{other.title}</b> <small>{t('wording.similar.percent', { percent: Math.round(likeness * 100) })}</small><p>{wordsOf(other)}</p></li>)}</ul></>
      )}
      {isOpen ? <Decision row={row} current={current} reader={reader} onAmend={onAmend} /> : <Verdict row={row} />}
    </section>
  );
};
