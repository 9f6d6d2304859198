import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { Regulation } from '#shared/rules/regulation/regulationPack';
import { shippedRegulation, useMonthOf, useMonthViolations, useRegulation, useRegulationHistory } from '../../archive/queries/useViolations';
import { usePeople } from '../../archive/queries/usePeople';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { chargeText, clauseText, moneyOf, ruleName } from '../../violations/violationWords';
import { DropDraft } from '../rules/DropDraft';
import { NewRules } from '../rules/NewRules';
import { declinedRules, declineRule, offerAgain, takeRules } from '../rules/newRules';
import { useRuleDraft } from '../rules/ruleDrafts';
import { useNewRegulationRules } from '../rules/useNewRules';
import { isSound, outcomeUnder, withClauseText } from './regulationDraft';
import { RuleTable } from './RuleTable';
import { InputNumber } from '../../ui/InputNumber';
import page from '../../ui/Page.module.css';
import styles from './Regulation.module.css';

const DAY = 86_400_000;

const Part = ({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) => (
  <section className={styles.part} aria-label={title}><h2>{title}</h2>{hint !== undefined && <p className={styles.quiet}>{hint}</p>}{children}</section>
);

/** Last month's violations under the rules in force and under the changed ones. */
const Preview = ({ current, draft }: { readonly current: Regulation; readonly draft: Regulation }) => {
  const t = useT();
  const monthOf = useMonthOf();
  const now = Date.now();
  const month = monthOf(now - Number(new Date(now).getDate()) * DAY);
  const rows = useMonthViolations(month);
  if (rows === undefined) return null;
  if (rows.length === 0) return <Part title={t('regulation.preview')}><p className={styles.quiet}>{t('regulation.previewNone', { month })}</p></Part>;
  const [before, after] = [outcomeUnder(current, rows, month), outcomeUnder(draft, rows, month)];
  const line = (name: string, was: string, is: string): ReactNode => <tr data-changed={was !== is || undefined}><th scope="row">{name}</th><td>{was}</td><td>{is}</td></tr>;
  return (
    <Part title={t('regulation.preview')} hint={t('regulation.previewHint', { month })}>
      <table className={styles.preview} data-testid="regulation-preview">
        <thead><tr><td /><th scope="col">{t('regulation.previewNow')}</th><th scope="col">{t('regulation.previewDraft')}</th></tr></thead>
        <tbody>
          {line(t('regulation.previewCount'), String(before.count), String(after.count))}
          {line(t('regulation.previewFen'), moneyOf(t, before.fen), moneyOf(t, after.fen))}
          {line(t('regulation.previewReviews'), String(before.reviews), String(after.reviews))}
        </tbody>
      </table>
    </Part>
  );
};

const NewRegulationRules = ({ draft, onChange }: { readonly draft: Regulation; readonly onChange: (draft: Regulation) => void }) => {
  const t = useT();
  // Its own words of a clause count where the company has one of that number.
  const clauses: Regulation = { ...draft, clauses: [...draft.clauses, ...shippedRegulation.clauses] };
  return (
    <NewRules
      offers={useNewRegulationRules().map(({ id, charge, clause }) => ({ id, title: ruleName(shippedRegulation, id), about: chargeText(t, charge), clause, text: clauseText(clauses, clause) }))}
      declined={declinedRules(shippedRegulation, draft).length}
      onTake={(ids) => onChange(takeRules(draft, shippedRegulation, ids))} onDecline={(id) => onChange(declineRule(draft, id))} onOfferAgain={() => onChange(offerAgain(draft))}
    />
  );
};

const Versions = ({ version }: { readonly version: number }) => {
  const t = useT();
  const people = usePeople();
  const history = useRegulationHistory() ?? [];
  if (history.length === 0) return <p className={styles.quiet}>{t('regulation.shipped')}</p>;
  return <ol className={styles.versions}>{history.map((row) => <li key={row.version} aria-current={row.version === version || undefined}>{t('regulation.version', { version: row.version, time: formatFull(row.at), name: (row.by !== undefined && people?.get(row.by)?.name) || '' })}</li>)}</ol>;
};

const SaveBar = ({ current, draft, isChanged, onDrop }: { readonly current: Regulation; readonly draft: Regulation; readonly isChanged: boolean; readonly onDrop: () => void }) => {
  const t = useT();
  const { run, isBusy, problem } = useTask();
  const isFaulty = !isSound(draft);
  const save = (): void => run(async () => {
    await desk.call('regulation.set', { based: draft.version, pack: draft });
    onDrop();
  });
  return (
    <div className={page.foot}>
      {problem !== undefined || isFaulty ? <span className={styles.problem} role="alert">{problem ?? t('regulation.fault')}</span>
        : <span className={styles.quiet}>{isChanged ? t('rules.unsaved') : t('regulation.inForce', { version: current.version })}</span>}
      {isChanged && <DropDraft onDrop={onDrop} isDisabled={isBusy} testId="regulation-drop" />}
      <Button kind="primary" onPress={save} isDisabled={isBusy || !isChanged || isFaulty} testId="regulation-save">{t('regulation.save')}</Button>
    </div>
  );
};

/** The regulation in force with its clauses. Everybody may read it; the administrator changes it. */
export const RegulationPage = () => {
  const t = useT();
  const current = useRegulation();
  const mayChange = useRole() === 'administrator';
  const { draft, isChanged, change, drop } = useRuleDraft('regulation', current);
  return (
    <div className={page.column}>
      <div className={page.sheet}>
        <h1>{t('regulation.title')}</h1>
        <p className={page.lead}>{t('regulation.about')}{!mayChange && ` ${t('regulation.readOnly')}`}</p>
        {mayChange && <NewRegulationRules draft={draft} onChange={change} />}
        <Part title={t('regulation.rules')}>
          <RuleTable pack={draft} mayChange={mayChange} onChange={change} />
          <span className={styles.days}>{t('regulation.appealDays')}<InputNumber size="small" aria-label={t('regulation.appealDays')} min={1} max={30} precision={0} value={draft.appealDays} disabled={!mayChange} onChange={(value) => change({ ...draft, appealDays: value ?? 1 })} /></span>
        </Part>
        <Preview current={current} draft={draft} />
        <Part title={t('regulation.clauses')}>
          <ul className={styles.clauses}>{draft.clauses.map(({ id, text }) => (
            <li key={id}><code>{id}</code>{mayChange ? <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={600} aria-label={`${t('regulation.clauses')} ${id}`} value={text['zh-CN']} {...(text['zh-CN'].trim() === '' && { status: 'error' as const })} onChange={(event) => change(withClauseText(draft, id, event.target.value))} /> : <p>{clauseText(draft, id)}</p>}</li>))}</ul>
        </Part>
        <Part title={t('regulation.versions')}><Versions version={current.version} /></Part>
      </div>
      {mayChange && <SaveBar current={current} draft={draft} isChanged={isChanged} onDrop={drop} />}
    </div>
  );
};
