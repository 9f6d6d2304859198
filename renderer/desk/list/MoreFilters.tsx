import { useMemo, useState, type FormEvent } from 'react';
import type { ListScope, SavedFilter } from '#shared/domain/listFilter';
import { filterConversations } from '../../archive/queries/listIndex';
import { useListFilters } from '../../archive/queries/useListFilters';
import type { ListFilterRow } from '../../archive/schema/deskRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { chooseFilters, chooseScope, isSameQuery, useFilters } from '../../state/filters';
import { useMe, useRole } from '../../state/session';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuGroup, MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { useCommand } from '../conversation/useCommand';
import { useDeskData } from '../shell/DeskData';
import { chipCount } from './chipCount';
import styles from './MoreFilters.module.css';
import { useFilterKeys } from './useFilterKeys';
import { useListContext } from './useListView';

const more: readonly ListScope[] = ['mine', 'unassigned', 'snoozed', 'done'];
const LONGEST_NAME = 30;
const PLACES = 9;

/** First free number among the shortcuts; null when all are taken. */
const freePlace = (saved: readonly ListFilterRow[]): number | null => {
  for (let place = 1; place <= PLACES; place += 1) if (!saved.some((filter) => filter.place === place)) return place;
  return null;
};

/** Names the filter that is set now and keeps it, for oneself or for everybody. */
const SaveForm = ({ saved, onDone }: { readonly saved: readonly ListFilterRow[]; readonly onDone: () => void }) => {
  const t = useT();
  const query = useFilters();
  const mayShare = useRole() !== 'agent';
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const command = useCommand();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const filter: SavedFilter = { id: crypto.randomUUID(), name: name.trim(), place: freePlace(saved), isShared, query };
    if (await command.run(() => desk.call('listFilter.save', { filter }))) onDone();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} placeholder={t('saved.name')} aria-label={t('saved.name')} data-testid="saved-name" data-autofocus autoFocus />
      {mayShare && <label className={styles.share}><input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} />{t('saved.share')}</label>}
      {command.error !== undefined && <p className={styles.problem} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
      <Button type="submit" size="small" kind="primary" isDisabled={name.trim() === '' || command.isRunning} testId="saved-save">{t('saved.save')}</Button>
    </form>
  );
};

const Saved = ({ filter, isChosen, count, mayRemove, onPick, onRemove }: {
  readonly filter: ListFilterRow; readonly isChosen: boolean; readonly count: number; readonly mayRemove: boolean; readonly onPick: () => void; readonly onRemove: () => void;
}) => {
  const t = useT();
  return (
    <div className={styles.saved}>
      <MenuItem isChosen={isChosen} aside={chipCount(count)} start={filter.isShared ? <Icon name="group" size={14} label={t('saved.isShared')} /> : undefined} onPress={onPick}>
        {filter.name}{filter.place !== null && <span className={styles.place}> Alt+{filter.place}</span>}
      </MenuItem>
      {mayRemove && <IconButton icon="close" size={18} label={t('saved.remove', { name: filter.name })} onPress={onRemove} />}
    </div>
  );
};

/** What each saved filter would show, counted when the menu opens. */
const useSavedCounts = (saved: readonly ListFilterRow[], isOpen: boolean): ReadonlyMap<string, number> => {
  const { conversations, now } = useDeskData();
  const context = useListContext();
  return useMemo(() => {
    if (!isOpen) return new Map();
    return new Map(saved.map(({ id, query }) => {
      const { pinned, waiting, later, answered } = filterConversations(conversations, query, { ...context, now });
      return [id, pinned.length + waiting.length + later.length + answered.length];
    }));
  }, [isOpen, saved, conversations, context, now]);
};

/** The chips that are not in the row, and the filters people saved. Its button names what is chosen of them. */
export const MoreFilters = ({ counts }: { readonly counts: Readonly<Record<ListScope, number>> }) => {
  const t = useT();
  const popover = usePopover();
  const query = useFilters();
  const me = useMe();
  const isAgent = useRole() === 'agent';
  const saved = useListFilters(me);
  const countOf = useSavedCounts(saved, popover.isOpen);
  const [isSaving, setSaving] = useState(false);
  const command = useCommand();
  useFilterKeys(saved);
  const chosen = saved.find((filter) => isSameQuery(filter.query, query));
  const name = chosen?.name ?? (more.includes(query.scope) ? t(`chip.${query.scope}`) : undefined);
  const pick = (act: () => void): void => {
    act();
    popover.setOpen(false);
  };
  const open = (): void => {
    setSaving(false);
    popover.toggle();
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.opener} data-chosen={name !== undefined || undefined} aria-haspopup="dialog" aria-expanded={popover.isOpen} aria-label={name === undefined ? t('saved.more') : `${t('saved.more')}: ${name}`} title={t('saved.more')} onClick={open} data-testid="more-filters">
        {name !== undefined && <span data-scope={chosen === undefined ? query.scope : undefined}>{name}</span>}<Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="end" label={t('saved.more')}>
        {more.map((scope) => <MenuItem key={scope} isChosen={query.scope === scope} aside={chipCount(counts[scope])} onPress={() => pick(() => chooseScope(scope))}>{t(`chip.${scope}`)}</MenuItem>)}
        {saved.length > 0 && (
          <MenuGroup label={t('saved.title')}>
            {saved.map((filter) => (
              <Saved
                key={filter.id} filter={filter} isChosen={filter === chosen} count={countOf.get(filter.id) ?? 0} mayRemove={filter.isShared ? !isAgent : filter.owner === me}
                onPick={() => pick(() => chooseFilters(filter.query))} onRemove={() => void command.run(() => desk.call('listFilter.remove', { filter: filter.id }))}
              />
            ))}
          </MenuGroup>
        )}
        <MenuLine />
        {command.error !== undefined && <p className={styles.problem} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
        {isSaving ? <SaveForm saved={saved} onDone={() => popover.setOpen(false)} /> : <MenuItem start={<Icon name="plus" size={14} />} onPress={() => setSaving(true)}>{t('saved.new')}</MenuItem>}
      </Popover>
    </>
  );
};
