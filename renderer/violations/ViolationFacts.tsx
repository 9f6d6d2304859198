import { textOf } from '#shared/domain/message';
import { usePeople } from '../archive/queries/usePeople';
import { useProofs, useRegulationOf, type Proof } from '../archive/queries/useViolations';
import type { ViolationRow, ViolationStep } from '../archive/schema/violationRows';
import { formatFull, formatMoment, formatTime } from '../i18n/format';
import { useT } from '../i18n/useT';
import { Icon } from '../ui/Icon';
import { Tag, type TagTone } from '../ui/Tag';
import { clauseText, excuseText, factText, moneyOf, retoldText, stepWords } from './violationWords';
import styles from './Violations.module.css';

const tones: Readonly<Record<ViolationRow['state'], TagTone>> = {
  proposed: 'warn', confirmed: 'bad', dismissed: 'plain', appealed: 'note', upheld: 'bad', reduced: 'warn', overturned: 'ok',
};

export const StateTag = ({ state }: Pick<ViolationRow, 'state'>) => {
  const t = useT();
  return <Tag tone={tones[state]} small>{t(`violations.state.${state}`)}</Tag>;
};

const ProofLine = ({ proof: { evidence, line }, openLabel, onOpen }: { readonly proof: Proof; readonly openLabel: string; readonly onOpen: ((proof: Proof) => void) | undefined }) => {
  const t = useT();
  const canOpen = evidence.conversation !== undefined && onOpen !== undefined;
  return (
    <li>
      {line?.parts === undefined
        ? <span className={styles.quote}><small>{t('violations.noProof', { what: t('violations.entry', { seq: evidence.seq }) })}</small></span>
        : <span className={styles.quote} data-side={line.direction}><small>{t(line.direction === 'out' ? 'violations.said.out' : 'violations.said.in')} · {formatMoment(line.at)}:{formatTime(line.at, true).slice(-2)}</small><p>{textOf(line.parts)}</p></span>}
      {canOpen && <button type="button" onClick={() => onOpen({ evidence, line })} data-testid="violation-evidence">{openLabel}</button>}
    </li>
  );
};

const Step = ({ step, kind }: { readonly step: ViolationStep; readonly kind: ViolationRow['kind'] }) => {
  const { at, by, type, fen, words, alone } = step;
  const t = useT();
  const people = usePeople();
  const who = by === undefined ? t('violations.system') : people?.get(by)?.name ?? t('timeline.somebody');
  return (
    <li>
      <time title={formatFull(at)}>{formatMoment(at)}</time>
      <div>
        <b>{who} · {t(`violations.step.${type}`)}{fen !== undefined && fen > 0 && ` · ${moneyOf(t, fen)}`}</b>
        {type === 'retold' && <q>{retoldText(t, kind, step)}</q>}
        {words !== undefined && <q>{stepWords(words, by === undefined)}</q>}
        {alone === true && <small>{t('violations.step.alone')}</small>}
      </div>
    </li>
  );
};

/** Evidence that says more than the one before: the entry of a clock beside the words that waited says nothing new. */
const shownProofs = (proofs: readonly Proof[]): readonly Proof[] => {
  const said = proofs.filter(({ line }) => line !== undefined);
  return said.length > 0 ? said : proofs.slice(0, 3);
};

/** What a violation rests on: what happened, the clause, the messages, what may explain it, and every step. */
export const ViolationFacts = ({ row, openLabel, onOpen }: { readonly row: ViolationRow; readonly openLabel: string; readonly onOpen?: ((proof: Proof) => void) | undefined }) => {
  const t = useT();
  const pack = useRegulationOf()(row.pack);
  const proofs = useProofs(row);
  return (
    <div className={styles.facts}>
      <p>{factText(t, row)}</p>
      {row.retold !== undefined && <p className={styles.retold} data-testid="violation-retold"><Icon name="alert" size={14} />{t('violations.retold', { what: retoldText(t, row.kind, row.retold) })}</p>}
      {row.excuses.length > 0 && (
        <section aria-label={t('violations.excuses')}><h3>{t('violations.excuses')}</h3>
          <ul className={styles.excuses}>{row.excuses.map((excuse) => <li key={`${excuse.kind}${excuse.from}`}><Icon name="warning" size={12} />{excuseText(t, excuse)}</li>)}</ul>
        </section>
      )}
      {proofs !== undefined && proofs.length > 0 && (
        <section aria-label={t('violations.proofs')}><h3>{t('violations.proofs')}</h3>
          <ul className={styles.proofs}>{shownProofs(proofs).map((proof) => <ProofLine key={`${proof.evidence.seq}${proof.evidence.message}`} proof={proof} openLabel={openLabel} onOpen={onOpen} />)}</ul>
        </section>
      )}
      <section className={styles.clause}><p>{clauseText(pack, row.clause)}</p><small>{t('violations.clause', { id: row.clause })} · {t('violations.underPack', { version: row.pack })}</small></section>
      <section aria-label={t('violations.history')}><h3>{t('violations.history')}</h3>
        <ol className={styles.steps}>{row.steps.map((step) => <Step key={`${step.at}${step.type}`} step={step} kind={row.kind} />)}</ol>
      </section>
    </div>
  );
};
