import { useState } from 'react';
import { useAccounts } from '../../archive/queries/useAccounts';
import { usePeople } from '../../archive/queries/usePeople';
import { rulesInForce, useQualityVersions, useReviews, useSamplePlans, useSamples } from '../../archive/queries/useReviews';
import type { ReviewRow, SamplePlanRow, SampleRow } from '../../archive/schema/qualityRows';
import type { Redrawn } from '#shared/ipc/desk/qualityRoutes';
import type { SamplePlan } from '#shared/rules/quality/sample';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { ruleWords } from '#shared/rules/rulePack';
import { desk } from '../../bridge/desk';
import { formatMoment, joinWords } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { DrawDialog } from './DrawDialog';
import { PlanDialog } from './PlanDialog';
import styles from './Quality.module.css';

const PlanRow = ({ row, card, onDraw, onEdit }: { readonly row: SamplePlanRow; readonly card: Scorecard | undefined; readonly onDraw: () => void; readonly onEdit: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const accounts = useAccounts();
  const people = usePeople();
  const { plan } = row;
  const names = (ids: readonly SamplePlan['reviewers'][number][]): string => joinWords(ids.map((id) => people?.get(id)?.name ?? t('timeline.somebody')));
  const on = (accounts ?? []).filter(({ id }) => plan.accounts?.includes(id) === true);
  return (
    <tr data-plan={plan.name}>
      <td>{plan.name}<div className={styles.quiet}>{card !== undefined && ruleWords(card.title, locale)}</div></td>
      <td>{plan.amount.value}{plan.amount.kind === 'percent' ? '%' : ` ${t('quality.plan.count')}`}</td>
      <td>{plan.strata.length === 0 ? '–' : `${joinWords(plan.strata.map((each) => t(`quality.mark.${each}`)))} ≤ ${plan.strataShare}%`}</td>
      <td>{plan.agents.length === 0 ? t('quality.plan.everyone') : names(plan.agents)}{on.length > 0 && <div className={styles.quiet}>{joinWords(on.map(({ name }) => name))}</div>}</td>
      <td>{names(plan.reviewers)}</td>
      <td className={styles.num}>{plan.doubleShare}%</td>
      <td>{t(`quality.every.${plan.every}`)}</td>
      <td className={styles.num}>
        <Button size="small" onPress={onDraw} testId="plan-draw">{t('quality.draw')}</Button>
        <Button size="small" kind="ghost" onPress={onEdit} testId="plan-edit">{t('quality.editPlan')}</Button>
      </td>
    </tr>
  );
};

const SampleLine = ({ row, reviews }: { readonly row: SampleRow; readonly reviews: readonly ReviewRow[] }) => {
  const t = useT();
  const people = usePeople();
  const task = useTask();
  const [again, setAgain] = useState<Redrawn>();
  const { drawn } = row;
  if (drawn === undefined) return null;
  const done = reviews.filter(({ state }) => state === 'scored').length;
  const open = reviews.filter(({ state }) => state !== 'skipped').length;
  return (
    <tr data-testid="sample">
      <td>{t('quality.sampleOf', { plan: drawn.plan.name, from: formatMoment(drawn.from), to: formatMoment(drawn.to) })}</td>
      <td>{row.by === undefined ? t('quality.bySystem') : people?.get(row.by)?.name}<div className={styles.quiet}>{formatMoment(row.at)}</div></td>
      <td>{t('quality.sampleFacts', { population: drawn.population, count: row.count })}<div className={styles.mono} title={drawn.digest}>{t('quality.seed', { seed: drawn.seed })}</div></td>
      <td className={styles.num}>{t('quality.sampleDone', { done, count: open })}</td>
      <td className={styles.num}>
        <LinkButton isDisabled={task.isBusy} onPress={() => task.run(async () => setAgain(await desk.call('quality.redraw', { sample: row.id })))} testId="sample-redraw">{t('quality.redraw')}</LinkButton>
        {again !== undefined && <div className={again.isSame ? styles.ok : styles.bad} role="status" data-testid="sample-same" data-same={again.isSame}>{again.isSame ? t('quality.redrawSame', { population: again.population }) : t('quality.redrawOther')}</div>}
        {task.problem !== undefined && <div className={styles.bad} role="alert">{task.problem}</div>}
      </td>
    </tr>
  );
};

/** Plans, and what was drawn by them. */
export const SamplesView = () => {
  const t = useT();
  const me = useMe();
  const plans = useSamplePlans();
  const samples = useSamples()?.filter(({ kind }) => kind === 'plan');
  const reviews = useReviews(me);
  const { cards } = rulesInForce(useQualityVersions());
  const [dialog, setDialog] = useState<{ readonly kind: 'plan' | 'draw'; readonly plan?: SamplePlan }>();
  const close = (): void => setDialog(undefined);
  return (
    <div className={styles.sheet}>
      <section aria-label={t('quality.plans')}>
        <header className={styles.sheetHead}><h2>{t('quality.plans')}</h2><span className={styles.stretch} /><Button icon="plus" onPress={() => setDialog({ kind: 'plan' })} testId="plan-new">{t('quality.newPlan')}</Button></header>
        {plans?.length === 0 && <EmptyLine flush>{t('quality.noPlans')}</EmptyLine>}
        {plans !== undefined && plans.length > 0 && (
          <table>
            <thead><tr><th>{t('quality.plan.name')}</th><th>{t('quality.plan.amount')}</th><th>{t('quality.plan.strata')}</th><th>{t('quality.plan.agents')}</th><th>{t('quality.plan.reviewers')}</th><th className={styles.num}>{t('quality.plan.double')}</th><th>{t('quality.plan.every')}</th><th /></tr></thead>
            <tbody>{plans.map((row) => <PlanRow key={row.id} row={row} card={cards.find(({ id }) => id === row.plan.card)} onDraw={() => setDialog({ kind: 'draw', plan: row.plan })} onEdit={() => setDialog({ kind: 'plan', plan: row.plan })} />)}</tbody>
          </table>
        )}
      </section>
      <section aria-label={t('quality.samples')}>
        <header className={styles.sheetHead}><h2>{t('quality.samples')}</h2></header>
        {samples?.length === 0 && <EmptyLine flush>{t('quality.noSamples')}</EmptyLine>}
        {samples !== undefined && samples.length > 0 && <table><tbody>{samples.map((row) => <SampleLine key={row.id} row={row} reviews={(reviews ?? []).filter(({ sample }) => sample === row.id)} />)}</tbody></table>}
        <p className={styles.hint}>{t('quality.drawHint')}</p>
      </section>
      {dialog?.kind === 'plan' && <PlanDialog plan={dialog.plan} me={me} onClose={close} />}
      {dialog?.kind === 'draw' && dialog.plan !== undefined && <DrawDialog plan={dialog.plan} drawnUntil={Math.max(0, ...(samples ?? []).flatMap(({ drawn }) => (drawn !== undefined && drawn.plan.id === dialog.plan?.id ? [drawn.to] : [])))} onClose={close} />}
    </div>
  );
};
