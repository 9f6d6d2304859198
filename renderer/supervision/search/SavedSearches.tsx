import { useState } from 'react';
import { useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { TextField } from '../../ui/TextField';
import { forgetSearch, keepSearch, useSavedSearches } from './savedSearches';
import styles from './Search.module.css';
import { takeFilter, useSearchPlace } from './searchState';

/** Questions kept by name, for this person. */
export const SavedSearches = () => {
  const t = useT();
  const popover = usePopover();
  const saved = useSavedSearches();
  const filter = useSearchPlace((place) => place.filter);
  const [name, setName] = useState('');
  const keep = (): void => {
    keepSearch(name.trim(), filter);
    setName('');
    popover.setOpen(false);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.saved} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="search-saved">{t('search.saved')}</button>
      <Popover handle={popover} align="end" label={t('search.saved')} role="dialog">
        {saved.map((each) => (
          <div key={each.name} className={styles.savedRow}>
            <MenuItem onPress={() => { takeFilter(each.filter); popover.setOpen(false); }}>{each.name}</MenuItem>
            <IconButton icon="close" size={22} label={t('search.forget', { name: each.name })} onPress={() => forgetSearch(each.name)} />
          </div>
        ))}
        {saved.length > 0 && <MenuLine />}
        <form className={styles.saveForm} onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') keep(); }}>
          <TextField value={name} onChange={setName} label={t('search.saveName')} placeholder={t('search.saveName')} />
          <Button type="submit" size="small" isDisabled={name.trim() === ''} testId="search-save">{t('search.save')}</Button>
        </form>
      </Popover>
    </>
  );
};
