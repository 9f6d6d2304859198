import { useT } from '../../i18n/useT';
import { IconButton, LinkButton } from '../../ui/Button';
import styles from './Customers.module.css';
import { dropBack, useUndoBar } from './undoBar';
import { useRun } from './useRun';

/** What was just done to customers, with 撤销 beside it; it stays until the next action or the cross. */
export const UndoBar = () => {
  const t = useT();
  const offer = useUndoBar((state) => state.offer);
  const { run, isBusy, problem } = useRun();
  if (offer === undefined) return null;
  const take = async (): Promise<void> => {
    if (await run(offer.undo)) dropBack();
  };
  return (
    <div className={styles.undo} role="status" data-testid="customers-undo">
      <span>{problem ?? offer.words}</span>
      <LinkButton onPress={() => void take()} isDisabled={isBusy} testId="customers-undo-press">{t('undo.press')}</LinkButton>
      <IconButton icon="close" size={18} label={t('common.close')} onPress={dropBack} />
    </div>
  );
};
