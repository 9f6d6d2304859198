import { useState } from 'react';
import type { ProposalId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import { useDecidedProposals, useOpenProposals } from '../../archive/queries/useWordingProposals';
import type { WordingProposalRow } from '../../archive/schema/wordingRows';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { ProposalDetail } from './ProposalDetail';
import type { Reader } from './useReader';
import styles from './Wordings.module.css';

const Line = ({ row, name, isChosen, onChoose }: { readonly row: WordingProposalRow; readonly name: string; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  return (
    <li>
      <button type="button" className={styles.proposal} aria-current={isChosen || undefined} onClick={onChoose} data-proposal={row.id} data-state={row.state}>
        <span>{row.content.title}</span><small title={formatFull(row.at)}>{formatShort(row.at)}</small>
        <small>{name} · {t(row.base === undefined ? 'wordings.kind.new' : 'wordings.kind.change')}{row.state !== 'open' && ` · ${t(`wordings.state.${row.state}`)}`}</small>
      </button>
    </li>
  );
};

/** What waits for a decision, the oldest first, and what was decided lately. An agent sees their own. */
export const ProposalsView = ({ reader, onAmend }: { readonly reader: Reader; readonly onAmend: (proposal: WordingProposalRow) => void }) => {
  const t = useT();
  const people = usePeople();
  const isSeen = (row: WordingProposalRow): boolean => reader.mayDecide || row.by === reader.person;
  const open = useOpenProposals()?.filter(isSeen);
  const decided = useDecidedProposals()?.filter(isSeen);
  const [chosen, setChosen] = useState<ProposalId>();
  const all = [...(open ?? []), ...(decided ?? [])];
  const detail = all.find((row) => row.id === chosen) ?? open?.[0];
  const nameOf = (row: WordingProposalRow): string => (row.by === undefined ? '—' : people?.get(row.by)?.name ?? '—');
  const lines = (rows: readonly WordingProposalRow[]) => <ul>{rows.map((row) => <Line key={row.id} row={row} name={nameOf(row)} isChosen={row.id === detail?.id} onChoose={() => setChosen(row.id)} />)}</ul>;
  return (
    <div className={styles.proposals}>
      <section className={styles.queue} aria-label={t('wordings.view.proposals')}>
        <h2>{t('wordings.waiting')} <span>{open?.length ?? 0}</span></h2>
        {open === undefined && <SkeletonRows rows={4} label={t('wordings.view.proposals')} />}
        {open?.length === 0 && <div className={styles.empty}><EmptyLine>{t(reader.mayDecide ? 'wordings.noneWaiting' : 'wordings.noneOfMine')}</EmptyLine></div>}
        {open !== undefined && lines(open)}
        {decided !== undefined && decided.length > 0 && <><h2>{t('wordings.decidedLately')}</h2>{lines(decided)}</>}
      </section>
      {detail !== undefined && <ProposalDetail key={`${detail.id} ${detail.state}`} row={detail} name={nameOf(detail)} reader={reader} onAmend={() => onAmend(detail)} />}
    </div>
  );
};
