import { useEffect } from 'react';
import { useT } from '../../i18n/useT';
import { IconButton, LinkButton } from '../../ui/Button';
import styles from './Customers.module.css';
import { dropBack, useUndoBar } from './undoBar';
import { useRun } from './useRun';

const SHOWN_MS = 20_000;

/** What was just done to customers, with 撤销 beside it; later the page of bulk actions still takes it back. */
export const UndoBar = () => {
  const t = useT();
  const offer = useUndoBar((state) => state.offer);
  const { run, isBusy, problem } = useRun();
  useEffect(() => {
    if (offer === undefined) return undefined;
    const timer = setTimeout(dropBack, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [offer]);
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
