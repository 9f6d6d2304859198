import { useState } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import { useTrainings } from '../../archive/queries/useReviews';
import { desk } from '../../bridge/desk';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, LinkButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { EmptyLine } from '../../ui/EmptyLine';
import { TrainingCard } from '../../ui/TrainingCard';
import styles from './Quality.module.css';

const RetireDialog = ({ training, onClose }: { readonly training: string; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  return (
    <Dialog title={t('quality.retireTraining')} closeLabel={t('quality.close')} onClose={onClose}>
      <div className={styles.panel}>
        <p>{t('quality.retireTrainingSure')}</p>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>{t('quality.cancel')}</Button>
        <Button kind="primary" isDisabled={task.isBusy} onPress={() => task.run(async () => { await desk.call('quality.retireTraining', { training }); onClose(); })}>{t('quality.retireTraining')}</Button>
      </footer>
    </Dialog>
  );
};

/** Cards every agent can read. */
export const TrainingView = () => {
  const t = useT();
  const people = usePeople();
  const cards = useTrainings();
  const [retiring, setRetiring] = useState<string>();
  if (cards?.length === 0) return <EmptyLine>{t('quality.noTrainings')}</EmptyLine>;
  return (
    <div className={styles.sheet}>
      <div className={styles.cards}>
        {cards?.map((card) => (
          <TrainingCard key={card.id} card={card}>
            <span>{card.by === undefined ? '' : people?.get(card.by)?.name} {formatMoment(card.at)}</span>
            <span className={styles.stretch} />
            <LinkButton onPress={() => setRetiring(card.id)}>{t('quality.retireTraining')}</LinkButton>
          </TrainingCard>
        ))}
      </div>
      {retiring !== undefined && <RetireDialog training={retiring} onClose={() => setRetiring(undefined)} />}
    </div>
  );
};
