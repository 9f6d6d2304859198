import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon';
import { MenuItem } from '../ui/Menu';
import { Popover, usePopover } from '../ui/Popover';
import styles from './Figures.module.css';

export type Option<Value> = { readonly value: Value; readonly label: string };

/** One of several, behind a word that names what is chosen. */
export const OneOf = <Value extends string>({ label, options, chosen, onChange, isSet = true, hint, testId, children }: {
  readonly label: string; readonly options: readonly Option<Value>[]; readonly chosen: Value; readonly onChange: (value: Value) => void;
  readonly isSet?: boolean; readonly hint?: string; readonly testId: string; readonly children?: ReactNode;
}) => {
  const popover = usePopover();
  const name = options.find(({ value }) => value === chosen)?.label ?? label;
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.opener} data-chosen={isSet || undefined} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={`${label}：${name}`} onClick={popover.toggle} data-testid={testId}>
        <span>{name}</span><Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="start" label={label} role={children === undefined ? 'menu' : 'dialog'}>
        {options.map((option) => (
          <MenuItem key={option.value} isChosen={option.value === chosen} onPress={() => { onChange(option.value); popover.setOpen(false); }}>{option.label}</MenuItem>
        ))}
        {children}
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </Popover>
    </>
  );
};
