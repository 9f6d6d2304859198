import { useEffect } from 'react';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { IconButton, LinkButton } from '../../ui/Button';
import { dropOffer, useUndoOffer, type UndoOffer } from './undo';
import { useCommand } from './useCommand';
import styles from './UndoMessage.module.css';

const SHOWN_MS = 8000;

/** What was just done, with 撤销 beside it. It goes by itself; nothing is lost when it does. */
export const UndoMessage = () => {
  const offer = useUndoOffer((state) => state.offer);
  return offer === undefined ? null : <Offer key={offer.id} offer={offer} />;
};

const Offer = ({ offer }: { readonly offer: UndoOffer }) => {
  const t = useT();
  const command = useCommand();
  const { id, words, undo } = offer;
  const isStuck = command.isRunning || command.error !== undefined;
  useEffect(() => {
    if (isStuck) return undefined;
    const timer = setTimeout(() => dropOffer(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, isStuck]);
  const take = async (): Promise<void> => {
    if (await command.run(undo)) dropOffer(id);
  };
  return (
    <div className={styles.message} role="status" data-testid="undo">
      <span>{command.error === undefined ? words : errorSentence(command.error.code, command.error.data)}</span>
      <LinkButton onPress={() => void take()} isDisabled={command.isRunning} testId="undo-press">{t('undo.press')}</LinkButton>
      <IconButton icon="close" size={18} label={t('common.close')} onPress={() => dropOffer(id)} />
    </div>
  );
};
