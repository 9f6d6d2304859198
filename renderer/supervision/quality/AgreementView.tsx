import { useMemo, useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { ruleWords } from '#shared/rules/rulePack';
import type { Answer, Scorecard } from '#shared/rules/quality/scorecard';
import { useConversationTitles } from '../../archive/queries/useConversationTitles';
import { usePeople } from '../../archive/queries/usePeople';
import { cardFor, scoredTogether, useQualityVersions, useReviews, useSamples } from '../../archive/queries/useReviews';
import type { ReviewRow, SampleRow } from '../../archive/schema/qualityRows';
import { useLocale, useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { agreementLines, strictnessLines } from './agreementTable';
import styles from './Quality.module.css';
import { ReferenceDialog } from './ReferenceDialog';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`);

const Agreement = ({ card, groups }: { readonly card: Scorecard; readonly groups: readonly (readonly ReviewRow[])[] }) => {
  const t = useT();
  const locale = useLocale();
  return (
    <table data-testid="agreement">
      <caption>{ruleWords(card.title, locale)}</caption>
      <thead><tr><th>{t('quality.item')}</th><th className={styles.num}>{t('quality.pairs')}</th><th className={styles.num}>{t('quality.exact')}</th><th className={styles.num}>{t('quality.near')}</th><th className={styles.num} title={t('quality.alphaHint')}>{t('quality.alpha')}</th></tr></thead>
      <tbody>
        {agreementLines(card, groups).map(({ criterion, pairs, exact, near, alpha }) => (
          <tr key={criterion?.id ?? 'total'}>
            <td>{criterion === null ? t('quality.totalWithin') : ruleWords(criterion.title, locale)}</td><td className={styles.num}>{pairs}</td>
            <td className={styles.num}>{percent(exact, pairs)}</td><td className={styles.num}>{percent(near, pairs)}</td><td className={styles.num}>{alpha === null ? '–' : alpha.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Strictness = ({ groups }: { readonly groups: readonly (readonly ReviewRow[])[] }) => {
  const t = useT();
  const people = usePeople();
  const words = (difference: number): string => {
    const points = Math.abs(difference).toFixed(1);
    if (points === '0.0') return t('quality.even');
    return t(difference > 0 ? 'quality.milder' : 'quality.stricter', { points });
  };
  return (
    <table>
      <thead><tr><th>{t('quality.plan.reviewers')}</th><th className={styles.num}>{t('quality.contactsHead')}</th><th className={styles.num} title={t('quality.strictnessHint')}>{t('quality.strictness')}</th></tr></thead>
      <tbody>{strictnessLines(groups).map(({ scorer, difference, contacts }) => <tr key={scorer}><td>{people?.get(scorer as PersonId)?.name ?? t('timeline.somebody')}</td><td className={styles.num}>{t('quality.contacts', { count: contacts })}</td><td className={styles.num}>{words(difference)}</td></tr>)}</tbody>
    </table>
  );
};

const Calibration = ({ sample, reviews, card }: { readonly sample: SampleRow; readonly reviews: readonly ReviewRow[]; readonly card: Scorecard }) => {
  const t = useT();
  const locale = useLocale();
  const people = usePeople();
  const titles = useConversationTitles(reviews.map(({ conversation }) => conversation));
  const [isNoting, setNoting] = useState(false);
  const open = reviews.filter(({ state }) => state === 'open').length;
  const [first] = reviews;
  if (first === undefined) return null;
  const words = (answer: Answer | undefined): string => (answer === 'na' ? t('quality.na') : answer === true ? t('quality.yes') : answer === false ? t('quality.no') : `${answer ?? '–'}`);
  // Nobody sees a part of it: the comparison is there when everybody is in.
  const shown = open > 0 ? [] : reviews.filter(({ score }) => score !== undefined);
  return (
    <section aria-label={t('quality.calibrations')} data-testid="calibration">
      <header className={styles.sheetHead}>
        <h2>{t('quality.calibrationOf', { customer: titles?.get(first.conversation) ?? first.conversation })}</h2>
        {open > 0 && <span className={styles.quiet}>{t('quality.waitingFor', { count: open })}</span>}
        <span className={styles.stretch} />
        {open === 0 && shown.length > 0 && <Button size="small" onPress={() => setNoting(true)} testId="reference-note">{t('quality.noteReference')}</Button>}
      </header>
      {shown.length > 0 && (
        <table>
          <thead><tr><th>{t('quality.item')}</th>{shown.map(({ id, reviewer }) => <th key={id} className={styles.num}>{people?.get(reviewer)?.name}</th>)}<th className={styles.num}>{t('quality.reference')}</th></tr></thead>
          <tbody>
            {card.criteria.filter(({ role, id }) => role === 'standard' || shown.some(({ score }) => score?.score.answers[id] === true)).map((item) => (
              <tr key={item.id}><td>{ruleWords(item.title, locale)}</td>{shown.map(({ id, score }) => <td key={id} className={styles.num}>{words(score?.score.answers[item.id])}</td>)}<td className={styles.num}>{words(sample.reference?.score.answers[item.id])}</td></tr>
            ))}
            <tr><td><b>{t('quality.total')}</b></td>{shown.map(({ id, score }) => <td key={id} className={styles.num}><b>{score?.total}</b></td>)}<td className={styles.num}><b>{sample.reference?.total ?? '–'}</b></td></tr>
          </tbody>
        </table>
      )}
      {isNoting && <ReferenceDialog sample={sample.id} card={card} start={sample.reference?.score ?? shown[0]?.score?.score} onClose={() => setNoting(false)} />}
    </section>
  );
};

/** How far scorers agree: blind second reviews, and calibrations compared. */
export const AgreementView = () => {
  const t = useT();
  const me = useMe();
  const rows = useReviews(me);
  const versions = useQualityVersions();
  const calibrations = useSamples()?.filter(({ kind }) => kind === 'calibration');
  const groups = useMemo(() => scoredTogether((rows ?? []).filter(({ kind }) => kind !== 'calibration')), [rows]);
  const all = useMemo(() => [...groups, ...scoredTogether((rows ?? []).filter(({ kind }) => kind === 'calibration'))], [groups, rows]);
  const cards = [...new Set(groups.flatMap((group) => group[0]?.card ?? []))];
  if (rows === undefined) return null;
  return (
    <div className={styles.sheet}>
      <section aria-label={t('quality.agreement')}>
        <header className={styles.sheetHead}><h2>{t('quality.agreement')}</h2></header>
        {groups.length === 0 && <EmptyLine flush>{t('quality.noAgreement')}</EmptyLine>}
        {cards.map((id) => {
          const own = groups.filter((group) => group[0]?.card === id);
          const last = own.at(-1)?.[0];
          const card = last && cardFor(versions, last);
          return card === undefined ? null : <Agreement key={id} card={card} groups={own} />;
        })}
        {groups.length > 0 && <p className={styles.hint}>{t('quality.alphaHint')}</p>}
      </section>
      {all.length > 0 && (
        <section aria-label={t('quality.strictness')}>
          <header className={styles.sheetHead}><h2>{t('quality.strictness')}</h2></header>
          <Strictness groups={all} />
          <p className={styles.hint}>{t('quality.strictnessHint')}</p>
        </section>
      )}
      {calibrations?.length === 0 && <section aria-label={t('quality.calibrations')}><header className={styles.sheetHead}><h2>{t('quality.calibrations')}</h2></header><EmptyLine flush>{t('quality.noCalibrations')}</EmptyLine></section>}
      {calibrations?.map((sample) => {
        const card = cardFor(versions, sample);
        return card === undefined ? null : <Calibration key={sample.id} sample={sample} card={card} reviews={rows.filter((row) => row.sample === sample.id)} />;
      })}
    </div>
  );
};
