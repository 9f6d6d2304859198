import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Popover, usePopover } from '../../ui/Popover';
import styles from './ConfirmAction.module.css';

/** An action that cannot be taken back: the words, then one question with what may happen. */
export const ConfirmAction = ({ words, question, confirm, onConfirm, isDisabled = false }: {
  readonly words: string; readonly question: string; readonly confirm: string; readonly onConfirm: () => void; readonly isDisabled?: boolean;
}) => {
  const t = useT();
  const popover = usePopover();
  const accept = (): void => {
    popover.setOpen(false);
    onConfirm();
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.link} onClick={popover.toggle} disabled={isDisabled} aria-expanded={popover.isOpen}>{words}</button>
      <Popover handle={popover} align="end" label={words}>
        <div className={styles.box}>
          <p>{question}</p>
          <div className={styles.buttons}>
            <Button size="small" onPress={() => popover.setOpen(false)}>{t('common.cancel')}</Button>
            <Button size="small" kind="primary" onPress={accept}>{confirm}</Button>
          </div>
        </div>
      </Popover>
    </>
  );
};
