import { severities } from '#shared/domain/duties';
import { addDays, dayTextAt } from '#shared/rules/duties/days';
import type { DutyRule, DutyRules } from '#shared/rules/duties/dutyRules';
import { ruleWords } from '#shared/rules/rulePack';
import { defaultDutyRules, useDutyRulesHistory } from '../../archive/queries/dutyRules';
import { useRulePack } from '../../archive/queries/rulePack';
import { desk } from '../../bridge/desk';
import { useLocale, useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button, IconButton } from '../../ui/Button';
import page from '../../ui/Page.module.css';
import { DropDraft } from '../rules/DropDraft';
import { useRuleDraft } from '../rules/ruleDrafts';
import styles from './DutyRulesPage.module.css';
import { hoursOf, isWhole, withAnswer, withBy, withCallBack, withNewRule, withoutRule, withRule } from './rulesDraft';

type Props = { readonly rules: DutyRules; readonly mayChange: boolean; readonly onChange: (rules: DutyRules) => void };

const DutyLine = ({ rule, rules, mayChange, onChange }: Props & { readonly rule: DutyRule }) => {
  const t = useT();
  const locale = useLocale();
  const name = ruleWords(rule.title, locale);
  const clause = rules.clauses.find(({ id }) => id === rule.clause);
  return (
    <tr data-off={!rule.isOn || undefined} data-testid="duty-rule">
      <td><input type="checkbox" checked={rule.isOn} disabled={!mayChange} aria-label={t('dutyRules.on', { name })} onChange={(event) => onChange(withRule(rules, rule.id, { isOn: event.target.checked }))} /></td>
      <td>
        {mayChange ? <input type="text" maxLength={200} value={locale === 'en' ? rule.title.en ?? '' : rule.title['zh-CN']} placeholder={rule.title['zh-CN']} aria-label={t('dutyRules.title')} onChange={(event) => onChange(withRule(rules, rule.id, { title: { ...rule.title, [locale]: event.target.value } }))} /> : name}
        <small>{rule.clause}{clause !== undefined && ` ${ruleWords(clause.title, locale)}`}</small>
      </td>
      <td>{t(`dutyRules.counts.${rule.counts}`)}</td>
      <td><input type="number" min={1} max={100} value={rule.times} disabled={!mayChange} aria-label={t('dutyRules.times')} onChange={(event) => onChange(withRule(rules, rule.id, { times: Math.min(100, Math.max(1, Math.round(Number(event.target.value)) || 1)) }))} data-testid={`duty-times-${rule.id}`} /></td>
      <td>
        <label><input type="checkbox" checked={rule.by === undefined} disabled={!mayChange} onChange={(event) => onChange(withBy(rules, rule.id, event.target.checked ? undefined : '18:00'))} /> {t('dutyRules.shiftEnd')}</label>
        {rule.by !== undefined && <> <input type="time" value={rule.by === '24:00' ? '23:59' : rule.by} disabled={!mayChange} aria-label={t('dutyRules.by')} onChange={(event) => { if (event.target.value !== '') onChange(withBy(rules, rule.id, event.target.value)); }} /></>}
      </td>
      <td>{mayChange && rule.counts === 'byHand' && <IconButton icon="close" size={22} label={t('dutyRules.remove', { name })} onPress={() => onChange(withoutRule(rules, rule.id))} />}</td>
    </tr>
  );
};

const ComplaintTimes = ({ rules, mayChange, onChange }: Props) => {
  const t = useT();
  const { answer, callBack } = rules.complaints;
  const hours = (value: string): number => Math.max(60, Math.round((Number(value) || 1) * 3600));
  return (
    <dl className={styles.times}>
      {severities.map((severity) => (
        <div key={severity} className={styles.pair}>
          <dt>{t('dutyRules.answer', { severity: t(`complaints.severity.${severity}`) })}</dt>
          <dd><input type="number" min={0.5} max={720} step={0.5} value={hoursOf(answer[severity])} disabled={!mayChange} aria-label={t('dutyRules.answer', { severity: t(`complaints.severity.${severity}`) })} onChange={(event) => onChange(withAnswer(rules, severity, hours(event.target.value)))} />{t(`dutyRules.hours.${answer[severity].runs}`)}</dd>
        </div>
      ))}
      <dt>{t('dutyRules.callBack')}</dt>
      <dd><input type="number" min={1} max={90} value={callBack.seconds / 86_400} disabled={!mayChange} aria-label={t('dutyRules.callBack')} onChange={(event) => onChange(withCallBack(rules, Math.max(1, Math.round(Number(event.target.value)) || 1) * 86_400))} />{t(`dutyRules.days.${callBack.runs}`)}</dd>
    </dl>
  );
};

/** Daily duties and complaint times; a change is a new version from a day on. */
export const DutyRulesPage = () => {
  const t = useT();
  const task = useTask();
  const mayChange = useRole() === 'administrator';
  const versions = useDutyRulesHistory();
  const today = dayTextAt(useRulePack().calendar.offsetMinutes, Date.now());
  const last = versions?.at(-1);
  const current = last?.rules ?? defaultDutyRules;
  const { draft: { from = addDays(today, 1), ...rules }, isChanged, change, drop } = useRuleDraft('dailyDuties', current);
  const props: Props = { rules, mayChange, onChange: (after) => change({ ...after, from }) };
  const save = (): void => task.run(async () => {
    await desk.call('duty.saveRules', { based: rules.version, from, rules });
    drop();
  });
  return (
    <section className={page.column} aria-label={t('admin.dailyDuties')} data-testid="duty-rules-page">
      <div className={`${page.sheet} ${styles.rules}`}>
        <h1>{t('admin.dailyDuties')}</h1>
        <p className={page.lead}>{t(mayChange ? 'dutyRules.about' : 'dutyRules.readOnly')}</p>
        <table className={page.table}>
          <thead><tr><th aria-label={t('dutyRules.isOn')} /><th>{t('dutyRules.title')}</th><th>{t('dutyRules.counting')}</th><th>{t('dutyRules.times')}</th><th>{t('dutyRules.by')}</th><th aria-label={t('dutyRules.removeAny')} /></tr></thead>
          <tbody>{rules.duties.map((rule) => <DutyLine key={rule.id} {...props} rule={rule} />)}</tbody>
        </table>
        {mayChange && <div className={styles.add}><Button size="small" icon="plus" onPress={() => props.onChange(withNewRule(rules, t('dutyRules.newTitle')))} testId="duty-rule-add">{t('dutyRules.add')}</Button></div>}
        <h2>{t('dutyRules.complaints')}</h2>
        <ComplaintTimes {...props} />
      </div>
      <div className={`${page.foot} ${styles.foot}`}>
        <span>{task.problem !== undefined ? <b className={styles.problem} role="alert">{task.problem}</b> : isChanged ? t('rules.unsaved') : last === undefined ? t('dutyRules.shipped') : t('dutyRules.inForce', { version: current.version, day: last.from })}</span>
        {mayChange && isChanged && (
          <>
            <label>{t('dutyRules.from')}<input type="date" min={today} value={from} onChange={(event) => { if (event.target.value !== '') change({ ...rules, from: event.target.value }); }} /></label>
            <DropDraft onDrop={drop} isDisabled={task.isBusy} testId="duty-rules-drop" />
            <Button kind="primary" onPress={save} isDisabled={task.isBusy || !isWhole(rules) || from < today} testId="duty-rules-save">{t('dutyRules.save')}</Button>
          </>
        )}
      </div>
    </section>
  );
};
