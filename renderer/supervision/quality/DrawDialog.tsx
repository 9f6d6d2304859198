import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import type { DrawPreview } from '#shared/ipc/desk/qualityRoutes';
import type { SamplePlan } from '#shared/rules/quality/sample';
import { DAY_MS } from '#shared/rules/quality/qualityRules';
import { usePeople } from '../../archive/queries/usePeople';
import { desk } from '../../bridge/desk';
import { sentenceOf } from '../../i18n/sentenceOf';
import { useT } from '../../i18n/useT';
import { chooseReview, chooseSection } from '../../state/reviewPlace';
import { useTask } from '../../state/useTask';
import { restingDialog } from '../../ui/theme';
import styles from './Quality.module.css';

/** What a `datetime-local` field wants. */
const minuteText = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** Chooses a period and nothing else: what is in it is counted, never named, before it is drawn. */
export const DrawDialog = ({ plan, drawnUntil, onClose }: { readonly plan: SamplePlan; readonly drawnUntil: number; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const people = usePeople();
  const [period, setPeriod] = useState(() => { const to = Date.now(); return { from: Math.max(drawnUntil, to - 7 * DAY_MS), to }; });
  const [preview, setPreview] = useState<DrawPreview>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    setPreview(undefined);
    setFailure(undefined);
    desk.call('quality.preview', { plan, ...period }).then(
      (found) => { if (isCurrent) setPreview(found); },
      (cause: unknown) => { if (isCurrent) setFailure(sentenceOf(cause)); },
    );
    return () => { isCurrent = false; };
  }, [plan, period]);
  const change = (side: 'from' | 'to', text: string): void => {
    const at = new Date(text).getTime();
    if (Number.isFinite(at)) setPeriod((now) => ({ ...now, [side]: Math.min(at, Date.now()) }));
  };
  const total = preview?.agents.reduce((sum, { drawn }) => sum + drawn, 0) ?? 0;
  const draw = (): void => task.run(async () => {
    await desk.call('quality.draw', { sample: `sample-${crypto.randomUUID()}`, plan: plan.id, ...period });
    onClose();
    chooseReview(null);
    chooseSection('reviews');
  });
  return (
    <Modal
      {...restingDialog} open title={t('quality.drawTitle', { name: plan.name })} width={520} onCancel={onClose} onOk={draw} okText={t('quality.drawGo')} cancelText={t('quality.cancel')}
      confirmLoading={task.isBusy} okButtonProps={{ disabled: total === 0, ...{ 'data-testid': 'draw-go' } }} destroyOnHidden
    >
      <div className={styles.form}>
        <span className={styles.lead}>{t('quality.period')}</span>
        <span className={styles.inline}>
          <input type="datetime-local" value={minuteText(period.from)} max={minuteText(period.to)} aria-label={t('quality.from')} onChange={({ target }) => change('from', target.value)} />–
          <input type="datetime-local" value={minuteText(period.to)} max={minuteText(Date.now())} aria-label={t('quality.to')} onChange={({ target }) => change('to', target.value)} />
        </span>
        <span className={styles.lead}>{t('quality.preview')}</span>
        <ul className={styles.preview} data-testid="draw-preview">
          {preview?.agents.length === 0 && <li>{t('quality.previewNone')}</li>}
          {preview?.agents.map(({ agent, contacts, drawn }) => <li key={agent}>{t('quality.previewAgent', { name: people?.get(agent as PersonId)?.name ?? t('timeline.somebody'), contacts, drawn })}</li>)}
        </ul>
        <p className={`${styles.hint} ${styles.full}`}>{t('quality.drawHint')}</p>
        {(task.problem ?? failure) !== undefined && <p className={`${styles.problem} ${styles.full}`} role="alert">{task.problem ?? failure}</p>}
      </div>
    </Modal>
  );
};
