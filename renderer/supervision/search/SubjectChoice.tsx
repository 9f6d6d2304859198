import { useMemo, useState } from 'react';
import type { ConversationId, CustomerId } from '#shared/domain/ids';
import { useConversations } from '../../archive/queries/useConversations';
import { useAccounts } from '../../archive/queries/useAccounts';
import type { Subjects } from '../../archive/queries/searchLines';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { plainName } from '../../state/nameMatch';
import { Icon } from '../../ui/Icon';
import { MenuGroup, MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import styles from './Search.module.css';

const MOST = 12;
const none: Subjects = { conversations: [], persons: [] };

type Person = { readonly id: CustomerId; readonly title: string; readonly conversations: number };

/** Everybody with more than one conversation once, by the name of the first of them. */
const personsOf = (rows: readonly ConversationRow[]): readonly Person[] => {
  const persons = new Map<CustomerId, Person>();
  for (const row of rows) {
    const id = row.person ?? row.customer;
    if (id !== undefined) persons.set(id, { id, title: persons.get(id)?.title ?? row.title, conversations: (persons.get(id)?.conversations ?? 0) + 1 });
  }
  return [...persons.values()].filter(({ conversations }) => conversations > 1);
};

const toggled = <T,>(list: readonly T[], value: T): readonly T[] => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);

const isChosenIn = ({ conversations, persons }: Subjects, id: string): boolean => [...conversations, ...persons].some((each) => each === id);

type ChoiceProps = { readonly subjects: Subjects | undefined; readonly onChange: (subjects: Subjects | undefined) => void };

/** Who can be chosen, found by name. Made anew with every message that arrives: only while it is open. */
const SubjectList = ({ subjects = none, onChange }: ChoiceProps) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const { rows } = useConversations();
  const accounts = useAccounts();
  const persons = useMemo(() => personsOf(rows), [rows]);
  const accountName = useMemo(() => new Map((accounts ?? []).map((row) => [row.id, row.name])), [accounts]);
  const isTyped = (title: string): boolean => plainName(title).includes(plainName(typed));
  const isChosen = ({ id }: { readonly id: string }): boolean => isChosenIn(subjects, id);
  const chosenFirst = <T extends { readonly id: string; readonly title: string }>(all: readonly T[]): readonly T[] => [...all.filter(isChosen), ...all.filter((one) => !isChosen(one) && isTyped(one.title))].slice(0, MOST);
  const change = (next: Subjects): void => onChange(next.conversations.length + next.persons.length === 0 ? undefined : next);
  const people = chosenFirst(persons);
  const talks = chosenFirst(rows);
  return (
    <>
      <div className={styles.finder}><Icon name="search" size={14} /><input type="search" data-autofocus value={typed} placeholder={t('search.subject.find')} aria-label={t('search.subject.find')} onChange={({ target }) => setTyped(target.value)} data-testid="search-subject-text" /></div>
      <div className={styles.choices}>
        {subjects !== none && <><MenuItem onPress={() => onChange(undefined)}>{t('search.any')}</MenuItem><MenuLine /></>}
        {people.length > 0 && (
          <MenuGroup label={t('search.subject.persons')}>
            {people.map((person) => <MenuItem key={person.id} isChecked={isChosen(person)} aside={t('search.subject.talks', { count: person.conversations })} onPress={() => change({ ...subjects, persons: toggled(subjects.persons, person.id) })}>{person.title}</MenuItem>)}
          </MenuGroup>
        )}
        {talks.length > 0 && (
          <MenuGroup label={t('search.subject.conversations')}>
            {talks.map((row) => <MenuItem key={row.id} isChecked={isChosen(row)} aside={accountName.get(row.account)} onPress={() => change({ ...subjects, conversations: toggled<ConversationId>(subjects.conversations, row.id) })}>{row.title}</MenuItem>)}
          </MenuGroup>
        )}
        {people.length + talks.length === 0 && <p className={styles.none}>{t('search.subject.none')}</p>}
      </div>
    </>
  );
};

/** In which conversations to look: single ones, or all of a customer over the accounts. */
export const SubjectChoice = ({ subjects, onChange }: ChoiceProps) => {
  const t = useT();
  const popover = usePopover();
  const { rows } = useConversations();
  const names = subjects === undefined ? [] : [...personsOf(rows), ...rows].filter(({ id }) => isChosenIn(subjects, id)).map(({ title }) => title);
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.opener} data-chosen={names.length > 0 || undefined} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="search-subject">
        <span>{names.length === 0 ? t('search.subject') : names.length > 2 ? t('search.chosen', { label: t('search.subject'), count: names.length }) : names.join('、')}</span>
        <Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="start" label={t('search.subject')} role="dialog"><SubjectList subjects={subjects} onChange={onChange} /></Popover>
    </>
  );
};
