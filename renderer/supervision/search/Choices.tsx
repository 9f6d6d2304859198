import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import styles from './Search.module.css';

export type Choice = { readonly value: string; readonly label: string };

/** A condition with several values: a word that opens a menu, tinted and named when something is chosen. */
export const Choices = ({ label, all, chosen, onChange, isSingle = false, testId }: {
  readonly label: string; readonly all: readonly Choice[]; readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void;
  readonly isSingle?: boolean; readonly testId: string;
}) => {
  const t = useT();
  const popover = usePopover();
  const names = all.filter(({ value }) => chosen.includes(value)).map((choice) => choice.label);
  const toggle = (value: string): void => {
    if (isSingle) {
      onChange(chosen.includes(value) ? [] : [value]);
      popover.setOpen(false);
    } else onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.opener} data-chosen={names.length > 0 || undefined} aria-haspopup="menu" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid={testId}>
        <span>{names.length === 0 ? label : names.length > 2 ? t('search.chosen', { label, count: names.length }) : names.join('、')}</span>
        <Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="start" label={label} role="menu">
        <div className={styles.choices}>
          {chosen.length > 0 && <MenuItem onPress={() => onChange([])}>{t('search.any')}</MenuItem>}
          {all.map(({ value, label: name }) => isSingle
            ? <MenuItem key={value} isChosen={chosen.includes(value)} onPress={() => toggle(value)}>{name}</MenuItem>
            : <MenuItem key={value} isChecked={chosen.includes(value)} onPress={() => toggle(value)}>{name}</MenuItem>)}
          {all.length === 0 && <p className={styles.none}>{t('search.noValues')}</p>}
        </div>
      </Popover>
    </>
  );
};
