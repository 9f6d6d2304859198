import { useState } from 'react';
import type { ScoreInput } from '#shared/ledger/bodies/quality';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Quality.module.css';
import { ScoreForm } from './ScoreForm';

/** What a calibration should have come to; begins with one scorer's answers. */
export const ReferenceDialog = ({ sample, card, start, onClose }: { readonly sample: string; readonly card: Scorecard; readonly start: ScoreInput | undefined; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const [draft, setDraft] = useState<ScoreInput>(start === undefined ? { answers: {} } : { answers: start.answers, ...(start.causes && { causes: start.causes }) });
  const [active, setActive] = useState(card.criteria[0]?.id ?? '');
  return (
    <Dialog title={t('quality.noteReference')} closeLabel={t('quality.close')} onClose={onClose}>
      <div className={styles.panel}>
        <ScoreForm card={card} draft={draft} active={active} onActive={setActive} agent={t('quality.plan.reviewers')} onChange={setDraft} />
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>{t('quality.cancel')}</Button>
        <Button kind="primary" isDisabled={task.isBusy} onPress={() => task.run(async () => { await desk.call('quality.noteReference', { sample, score: draft }); onClose(); })} testId="reference-go">{t('quality.save')}</Button>
      </footer>
    </Dialog>
  );
};
