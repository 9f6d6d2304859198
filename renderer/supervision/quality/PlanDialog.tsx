import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { strata, type SamplePlan } from '#shared/rules/quality/sample';
import { cardsInUse } from '#shared/rules/quality/qualityRules';
import { ruleWords } from '#shared/rules/rulePack';
import { useAccounts } from '../../archive/queries/useAccounts';
import { usePeople } from '../../archive/queries/usePeople';
import { rulesInForce, useQualityVersions } from '../../archive/queries/useReviews';
import { desk } from '../../bridge/desk';
import { useLocale, useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { InputNumber } from '../../ui/InputNumber';
import { Popconfirm } from '../../ui/Popconfirm';
import { Select } from '../../ui/Select';
import styles from './Quality.module.css';

const periods = ['hand', 'day', 'week', 'month'] as const;

const blank = (me: string | undefined, card: string): SamplePlan => ({
  id: `plan-${crypto.randomUUID()}`, name: '', card, amount: { kind: 'count', value: 3 }, strata: ['flagged', 'longWait'], strataShare: 50, newAgentFactor: 2,
  agents: [], reviewers: me === undefined ? [] : [me as PersonId], doubleShare: 0, every: 'week', // the engine only knows ids of the schema
});

/** A sampling plan: whose contacts, how many, who reviews. Saved ones keep their id; samples drawn keep the plan as it was. */
export const PlanDialog = ({ plan, me, onClose }: { readonly plan: SamplePlan | undefined; readonly me: string | undefined; readonly onClose: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const task = useTask();
  const people = [...usePeople()?.values() ?? []].filter(({ active }) => active);
  const accounts = useAccounts() ?? [];
  const cards = cardsInUse(rulesInForce(useQualityVersions()));
  const [form, setForm] = useState(() => plan ?? blank(me, cards[0]?.id ?? ''));
  const change = (more: Partial<SamplePlan>): void => setForm((now) => ({ ...now, ...more }));
  const names = (list: typeof people) => list.map(({ id, name }) => ({ value: id, label: name }));
  const save = (): void => task.run(async () => { await desk.call('quality.savePlan', { plan: { ...form, name: form.name.trim() } }); onClose(); });
  return (
    <Modal
      {...restingDialog} open title={t(plan === undefined ? 'quality.newPlan' : 'quality.editPlan')} width={560} onCancel={onClose} okText={t('quality.save')} cancelText={t('quality.cancel')}
      onOk={save} confirmLoading={task.isBusy} okButtonProps={{ disabled: form.name.trim() === '' || form.reviewers.length === 0, ...{ 'data-testid': 'plan-save' } }} destroyOnHidden
    >
      <div className={styles.form}>
        <label htmlFor="plan-name">{t('quality.plan.name')}</label>
        <Input id="plan-name" value={form.name} maxLength={60} autoFocus onChange={({ target }) => change({ name: target.value })} data-testid="plan-name" />
        <label htmlFor="plan-card">{t('quality.plan.card')}</label>
        <Select id="plan-card" value={form.card} onChange={(card) => change({ card })} options={cards.map(({ id, title }) => ({ value: id, label: ruleWords(title, locale) }))} data-testid="plan-card" />
        <span className={styles.lead}>{t('quality.plan.amount')}</span>
        <span className={styles.inline}>
          <InputNumber min={1} max={form.amount.kind === 'percent' ? 100 : 200} precision={0} value={form.amount.value} aria-label={t('quality.plan.amount')} onChange={(value) => change({ amount: { ...form.amount, value: value ?? 1 } })} data-testid="plan-amount" />
          <Select value={form.amount.kind} onChange={(kind) => change({ amount: { kind, value: Math.min(form.amount.value, kind === 'percent' ? 100 : 200) } })} options={(['count', 'percent'] as const).map((kind) => ({ value: kind, label: t(`quality.plan.${kind}`) }))} aria-label={t('quality.plan.amount')} />
        </span>
        <span className={styles.lead}>{t('quality.plan.strata')}</span>
        <span className={styles.inline}>
          <Checkbox.Group value={[...form.strata]} options={strata.map((each) => ({ value: each, label: t(`quality.mark.${each}`) }))} onChange={(chosen) => change({ strata: strata.filter((each) => chosen.includes(each)) })} />
          <span className={styles.quiet}>{t('quality.plan.strataShare')}</span>
          <InputNumber min={0} max={100} precision={0} suffix="%" value={form.strataShare} aria-label={t('quality.plan.strataShare')} onChange={(value) => change({ strataShare: value ?? 0 })} />
        </span>
        <label htmlFor="plan-new">{t('quality.plan.newAgents')}</label>
        <Select id="plan-new" value={form.newAgentFactor} onChange={(newAgentFactor) => change({ newAgentFactor })} options={[1, 2, 3, 4, 5].map((count) => ({ value: count, label: t('quality.plan.times', { count }) }))} />
        <label htmlFor="plan-agents">{t('quality.plan.agents')}</label>
        <Select id="plan-agents" mode="multiple" value={[...form.agents]} placeholder={t('quality.plan.everyone')} optionFilterProp="label" onChange={(agents) => change({ agents })} options={names(people)} />
        <label htmlFor="plan-accounts">{t('quality.plan.accounts')}</label>
        <Select id="plan-accounts" mode="multiple" value={[...form.accounts ?? []]} placeholder={t('quality.plan.everyAccount')} optionFilterProp="label" onChange={(chosen) => change({ accounts: chosen })} options={accounts.map(({ id, name }) => ({ value: id, label: name }))} data-testid="plan-accounts" />
        <label htmlFor="plan-reviewers">{t('quality.plan.reviewers')}</label>
        <Select id="plan-reviewers" mode="multiple" value={[...form.reviewers]} optionFilterProp="label" onChange={(reviewers) => change({ reviewers })} options={names(people.filter(({ role }) => role !== 'agent'))} data-testid="plan-reviewers" />
        <label htmlFor="plan-double">{t('quality.plan.double')}</label>
        <InputNumber id="plan-double" min={0} max={100} precision={0} suffix="%" value={form.doubleShare} onChange={(value) => change({ doubleShare: value ?? 0 })} data-testid="plan-double" />
        <label htmlFor="plan-every">{t('quality.plan.every')}</label>
        <Select id="plan-every" value={form.every} onChange={(every) => change({ every })} options={periods.map((each) => ({ value: each, label: t(`quality.every.${each}`) }))} />
        {plan !== undefined && (
          <span className={styles.full}>
            <Popconfirm title={t('quality.retireSure')} okText={t('quality.retirePlan')} cancelText={t('quality.cancel')} onConfirm={() => task.run(async () => { await desk.call('quality.retirePlan', { plan: plan.id }); onClose(); })}>
              <span><Button kind="ghost" icon="trash">{t('quality.retirePlan')}</Button></span>
            </Popconfirm>
          </span>
        )}
        {task.problem !== undefined && <p className={`${styles.problem} ${styles.full}`} role="alert">{task.problem}</p>}
      </div>
    </Modal>
  );
};
