import { useState, type ReactNode } from 'react';
import { useT } from '../../i18n/useT';
import { Icon, type IconName } from '../../ui/Icon';
import { MenuItem, walkMenu } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { Tip } from '../../ui/Tip';
import type { Provenance } from './provenance';
import styles from './TagSelect.module.css';

export type TagOption = { readonly value: string; readonly words: string; readonly start?: ReactNode };

/**
 * A tag that holds one value: it shows the value with its provenance, and opens a list to choose another, searched
 * by name, pinyin or initials. With `ownValue` a word that is not in the list may be used. Options that cost a look at
 * everything are given as a function, called when the list opens.
 */
export const TagSelect = ({ kind, label, icon, start, value, words, provenance, options, matches, ownValue, hasSearch, onPick, onClear }: {
  readonly kind: string; readonly label: string; readonly icon?: IconName; readonly start?: ReactNode; readonly value: string | undefined; readonly words: string | undefined;
  readonly provenance: Provenance | undefined; readonly options: readonly TagOption[] | (() => readonly TagOption[]); readonly matches: (value: string, typed: string) => boolean;
  readonly ownValue?: (typed: string) => string; readonly hasSearch: boolean; readonly onPick: (value: string) => void; readonly onClear: (() => void) | undefined;
}) => {
  const popover = usePopover();
  const button = (
    <button ref={popover.anchor} type="button" className={styles.tag} data-empty={value === undefined || undefined} aria-haspopup="dialog" aria-expanded={popover.isOpen} aria-label={words === undefined ? label : `${label} ${words}`} onClick={popover.toggle} data-testid={`tag-${kind}`}>
      {value === undefined ? <Icon name="plus" size={12} /> : start ?? (icon !== undefined && <Icon name={icon} size={12} />)}
      <span>{words ?? label}</span>
    </button>
  );
  const close = (run: () => void) => (): void => {
    popover.setOpen(false);
    run();
  };
  return (
    <>
      {provenance === undefined || popover.isOpen ? button : <Tip content={<>{provenance.from}<br /><span className={styles.when}>{provenance.when}</span></>}>{button}</Tip>}
      <Popover handle={popover} label={label}>
        <Options value={value} options={options} matches={matches} ownValue={ownValue} hasSearch={hasSearch} onPick={(picked) => close(() => onPick(picked))()} onClear={onClear === undefined ? undefined : close(onClear)} />
      </Popover>
    </>
  );
};

const Options = ({ value, options, matches, ownValue, hasSearch, onPick, onClear }: {
  readonly value: string | undefined; readonly options: readonly TagOption[] | (() => readonly TagOption[]); readonly matches: (value: string, typed: string) => boolean;
  readonly ownValue?: (typed: string) => string; readonly hasSearch: boolean; readonly onPick: (value: string) => void; readonly onClear: (() => void) | undefined;
}) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [offered] = useState(options);
  const shown = offered.filter((option) => matches(option.value, typed));
  const own = ownValue === undefined || typed.trim() === '' ? undefined : ownValue(typed);
  const hasOwn = own !== undefined && !shown.some((option) => option.value === own);
  const first = shown[0]?.value ?? own;
  return (
    <div className={styles.options}>
      {hasSearch && (
        <input
          className={styles.search} type="search" value={typed} maxLength={60} placeholder={t('tag.search')} aria-label={t('tag.search')} data-menu-item data-autofocus
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229 && first !== undefined && typed.trim() !== '') onPick(first);
            else walkMenu(event);
          }}
        />
      )}
      <div className={styles.scroll}>
        {shown.map((option) => <MenuItem key={option.value} isChosen={option.value === value} start={option.start} onPress={() => onPick(option.value)}>{option.words}</MenuItem>)}
        {hasOwn && <MenuItem start={<Icon name="plus" size={14} />} onPress={() => onPick(own)}>{t('tag.own', { word: own })}</MenuItem>}
        {shown.length === 0 && !hasOwn && <p className={styles.none}>{t('filter.noMatch')}</p>}
      </div>
      {onClear !== undefined && <div className={styles.foot}><MenuItem start={<Icon name="close" size={14} />} onPress={onClear}>{t('tag.clear')}</MenuItem></div>}
    </div>
  );
};
