import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Popover, usePopover } from '../../ui/Popover';
import { emojis } from './emojis';
import styles from './EmojiPicker.module.css';

const COLUMNS = 10;
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((one) => one.matches(':focus'));
  all[at + step]?.focus();
};

/** A small table of emoji, put in at the caret; several in a row until it is closed. */
export const EmojiPicker = ({ onPick }: { readonly onPick: (emoji: string) => void }) => {
  const t = useT();
  const popover = usePopover();
  return (
    <>
      <IconButton ref={popover.anchor} icon="emoji" label={t('composer.emoji')} onPress={popover.toggle} expanded={popover.isOpen} />
      <Popover handle={popover} label={t('composer.emoji')}>
        <div className={styles.grid} onKeyDown={walk}>
          {emojis.map((emoji, at) => (
            <button key={emoji} type="button" className={styles.emoji} onClick={() => onPick(emoji)} tabIndex={at === 0 ? 0 : -1} data-autofocus={at === 0 || undefined}>{emoji}</button>
          ))}
        </div>
      </Popover>
    </>
  );
};
