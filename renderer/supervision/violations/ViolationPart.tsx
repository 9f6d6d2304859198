import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useConversationViolations, useProofs, useRegulationOf } from '../../archive/queries/useViolations';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { showSupervision } from '../../state/view';
import { Button, LinkButton } from '../../ui/Button';
import { StateTag } from '../../violations/ViolationFacts';
import { amountText, factText, ruleName } from '../../violations/violationWords';
import { useSearchPlace } from '../search/searchState';
import { RaiseDialog } from './RaiseDialog';
import { openEvidence, useDecisions } from './useDecisions';
import { showViolations } from './violationPlace';
import styles from './ViolationPart.module.css';

const Item = ({ row }: { readonly row: ViolationRow }) => {
  const t = useT();
  const pack = useRegulationOf()(row.pack);
  const proofs = useProofs(row);
  const { confirm, isBarred, isBusy, problem } = useDecisions();
  const proof = proofs?.find(({ line }) => line !== undefined) ?? proofs?.[0];
  const open = (): void => {
    showViolations({ view: row.state === 'proposed' || row.state === 'appealed' ? 'queue' : 'decided', month: row.month, person: '', rule: '', chosen: row.id });
    showSupervision('violations');
  };
  return (
    <li data-testid="part-violation" data-state={row.state}>
      <p className={styles.head}><b>{ruleName(pack, row.rule)}</b><time>{formatMoment(row.at)}</time><span>{row.clause}</span></p>
      <p>{factText(t, row)} · {amountText(t, row, pack)}</p>
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      <p className={styles.buttons}>
        {row.state === 'proposed' && row.fen !== undefined && !isBarred(row)
          ? <Button size="small" kind="primary" isDisabled={isBusy} onPress={() => confirm([row.id])}>{t('violations.confirm')}</Button>
          : <StateTag state={row.state} />}
        <Button size="small" onPress={open}>{t(row.state === 'proposed' ? 'violations.dismiss' : 'violations.history')}…</Button>
        {proof !== undefined && <LinkButton onPress={() => openEvidence(proof.evidence, proof.line)}>{t('violations.evidence')}</LinkButton>}
      </p>
    </li>
  );
};

/** Violations in the conversation being read, and a door to put one up by hand. */
export const ViolationPart = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const rows = useConversationViolations(conversation);
  const line = useSearchPlace((place) => place.chosen);
  const [isRaising, setRaising] = useState(false);
  const open = rows?.filter(({ state }) => state === 'proposed' || state === 'appealed').length ?? 0;
  const evidence = line?.conversation === conversation && line.seq > 0 ? { seq: line.seq, conversation, at: line.place } : undefined;
  return (
    <section aria-label={t('violations.part')} className={styles.part}>
      <header><h2>{t('violations.part')}</h2>{open > 0 && <span>{t('violations.partOpen', { count: open })}</span>}<Button size="small" icon="plus" onPress={() => setRaising(true)}>{t('violations.raise')}</Button></header>
      {rows?.length === 0 && <p>{t('violations.partNone')}</p>}
      <ul>{rows?.map((row) => <Item key={row.id} row={row} />)}</ul>
      {isRaising && <RaiseDialog conversation={conversation} {...(evidence !== undefined && { evidence })} onClose={() => setRaising(false)} />}
    </section>
  );
};
