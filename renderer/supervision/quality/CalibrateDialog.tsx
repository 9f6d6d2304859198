import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { chooseSection } from '../../state/reviewPlace';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Quality.module.css';

/** The contact of a review, scored by several who do not see each other. */
export const CalibrateDialog = ({ review, onClose }: { readonly review: ReviewRow; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const people = usePeople();
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set());
  const able = [...people?.values() ?? []].filter(({ id, active, role }) => active && role !== 'agent' && id !== review.agent);
  const toggle = (id: PersonId): void => setChosen((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  return (
    <Dialog title={t('quality.calibrateTitle')} closeLabel={t('quality.close')} onClose={onClose}>
      <div className={styles.panel}>
        <p>{t('quality.calibrateHint')}</p>
        <fieldset className={styles.checks}>
          <legend>{t('quality.calibrateWho')}</legend>
          {able.map(({ id, name }) => <label key={id}><input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} data-testid={`calibrate-${name}`} /><span>{name}</span></label>)}
        </fieldset>
        {able.length < 2 && <p className={styles.problem}>{t('error.quality.noReviewer')}</p>}
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>{t('quality.cancel')}</Button>
        <Button
          kind="primary" isDisabled={chosen.size < 2 || task.isBusy} testId="calibrate-go"
          onPress={() => task.run(async () => { await desk.call('quality.calibrate', { sample: `sample-${crypto.randomUUID()}`, review: review.id, reviewers: [...chosen] }); onClose(); chooseSection('agreement'); })}
        >{t('quality.calibrateGo')}</Button>
      </footer>
    </Dialog>
  );
};
