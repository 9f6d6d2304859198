import { useT } from '../i18n/useT';
import { Icon } from '../ui/Icon';
import { Popover, usePopover } from '../ui/Popover';
import styles from './Figures.module.css';

/** The written definition of a number and an example, one press away from it. */
export const Meaning = ({ name, meaning, example }: { readonly name: string; readonly meaning: string; readonly example: string }) => {
  const t = useT();
  const popover = usePopover();
  const label = t('figures.meaning', { name });
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.meaning} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle}><Icon name="question" size={14} /></button>
      <Popover handle={popover} align="start" label={label}><div className={styles.definition}><h3>{name}</h3><p>{meaning}</p><p className={styles.example}>{t('figures.example', { text: example })}</p></div></Popover>
    </>
  );
};
