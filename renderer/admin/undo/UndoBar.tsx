import { useEffect } from 'react';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { IconButton, LinkButton } from '../../ui/Button';
import styles from './UndoBar.module.css';
import { dropBack, useUndoOffer } from './undoOffer';

const SHOWN_MS = 20_000;

/** What was just done on this screen, with 撤销 beside it for a while. The screen around it is positioned. */
export const UndoBar = () => {
  const t = useT();
  const offer = useUndoOffer((state) => state.offer);
  const { run, isBusy, problem } = useTask();
  useEffect(() => {
    if (offer === undefined) return undefined;
    const timer = setTimeout(dropBack, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [offer]);
  // Left for another screen, it is not offered there.
  useEffect(() => dropBack, []);
  if (offer === undefined) return null;
  const undo = (): void => run(async () => {
    await offer.undo();
    dropBack();
  });
  return (
    <div className={styles.bar} role="status" data-testid="admin-undo">
      <span>{problem ?? offer.words}</span>
      <LinkButton onPress={undo} isDisabled={isBusy} testId="admin-undo-press">{t('undo.press')}</LinkButton>
      <IconButton icon="close" size={18} label={t('common.close')} onPress={dropBack} />
    </div>
  );
};
