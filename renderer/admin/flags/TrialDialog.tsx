import { Modal, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { ruleWords } from '#shared/rules/rulePack';
import { runTrial } from '../../archive/flagTrial/runTrial';
import type { TrialResult, TrialRule } from '../../archive/flagTrial/trial';
import { formatShort } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { SpanText } from '../../ui/SpanText';
import { Tag } from '../../ui/Tag';
import { restingDialog } from '../../ui/theme';
import styles from './Flags.module.css';

const DAYS = 90;
const DAY_MS = 86_400_000;

type Run = { readonly kind: 'running'; readonly part: number } | { readonly kind: 'failed' } | { readonly kind: 'done'; readonly result: TrialResult };

/** Runs as long as the dialog is open: closing it ends the worker. */
const useTrial = (before: FlagPack, now: FlagPack, prices: PriceList): Run => {
  const [run, setRun] = useState<Run>({ kind: 'running', part: 0 });
  useEffect(() => runTrial({ before: { pack: before, prices }, now: { pack: now, prices }, from: Date.now() - DAYS * DAY_MS }, {
    onProgress: (done, total) => setRun({ kind: 'running', part: total === 0 ? 0 : done / total }),
    onDone: (result) => setRun({ kind: 'done', result }), onFailed: () => setRun({ kind: 'failed' }),
  }), [before, now, prices]);
  return run;
};

/** The draft on the last 90 days of the archive: what every rule found and would find; then it may be saved. */
export const TrialDialog = ({ current, draft, prices, isBusy, problem, onSave, onClose }: {
  readonly current: FlagPack; readonly draft: FlagPack; readonly prices: PriceList; readonly isBusy: boolean; readonly problem: string | undefined; readonly onSave: () => void; readonly onClose: () => void;
}) => {
  const t = useT();
  const run = useTrial(current, draft, prices);
  return (
    <Modal {...restingDialog} open centered width={860} title={t('flagRules.trialTitle', { days: DAYS })} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <div className={styles.trial} data-testid="flag-trial" data-state={run.kind}>
        {run.kind === 'running' && <><p className={styles.quiet} role="status">{t('flagRules.trialRunning')}</p><Progress percent={Math.round(run.part * 100)} size="small" aria-label={t('flagRules.trialRunning')} /></>}
        {run.kind === 'failed' && <p className={styles.problem} role="alert">{t('flagRules.trialFailed')}</p>}
        {run.kind === 'done' && <TrialTable result={run.result} current={current} draft={draft} />}
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('flagRules.goOn')}</Button>
          <Button kind="primary" onPress={onSave} isDisabled={isBusy} testId="flag-rules-confirm">{t('flagRules.saveVersion', { version: current.version + 1 })}</Button>
        </div>
      </div>
    </Modal>
  );
};

const TrialTable = ({ result, current, draft }: { readonly result: TrialResult; readonly current: FlagPack; readonly draft: FlagPack }) => {
  const t = useT();
  const locale = useLocale();
  const ids = [...new Set([...draft.rules, ...current.rules].map(({ id }) => id))];
  const byId = new Map(result.rules.map((rule) => [rule.id, rule]));
  const rows = ids.flatMap((id) => byId.get(id) ?? []).toSorted((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
  const firstChanged = rows.find(({ before, now }) => before !== now)?.id;
  const [open, setOpen] = useState<string | undefined>(firstChanged ?? rows[0]?.id);
  const nameOf = (id: string): string => {
    const rule = draft.rules.find((each) => each.id === id) ?? current.rules.find((each) => each.id === id);
    return rule === undefined ? id : ruleWords(rule.title, locale);
  };
  if (rows.length === 0) return <p className={styles.quiet}>{t('flagRules.trialNothing', { count: result.messages })}</p>;
  const shown = rows.find(({ id }) => id === open);
  return (
    <>
      <p className={styles.quiet}>{t('flagRules.trialDone', { count: result.messages })}</p>
      <div className={styles.trialParts}>
        <div className={styles.trialRules} role="listbox" aria-label={t('flagRules.rules')}>
          {rows.map((rule) => (
            <button key={rule.id} type="button" role="option" aria-selected={rule.id === open} className={styles.trialRule} onClick={() => setOpen(rule.id)} data-testid="trial-rule" data-rule={rule.id}>
              <span>{nameOf(rule.id)}</span>
              <b data-change={Math.sign(rule.now - rule.before)}>{rule.before} → {rule.now}</b>
            </button>
          ))}
        </div>
        {shown !== undefined && <Samples rule={shown} />}
      </div>
    </>
  );
};

const sampleTone = { new: 'warn', gone: 'plain', kept: 'line' } as const;

const Samples = ({ rule }: { readonly rule: TrialRule }) => {
  const t = useT();
  return (
    <ul className={styles.samples} aria-label={t('flagRules.samples')}>
      {rule.samples.map((sample, at) => (
        <li key={at}>
          <p><Tag small tone={sampleTone[sample.is]}>{t(`flagRules.sample.${sample.is}`)}</Tag> {sample.title} <time>{formatShort(sample.at)}</time></p>
          <p className={styles.sampleText}><SpanText text={sample.text} spans={sample.spans} /></p>
        </li>
      ))}
    </ul>
  );
};
