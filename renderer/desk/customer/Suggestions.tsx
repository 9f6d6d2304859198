import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { CustomerId } from '#shared/domain/ids';
import { mask } from '#shared/text/mask';
import type { PersonView } from '../../archive/queries/persons';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { useSaid } from '../../archive/queries/useSaid';
import { desk } from '../../bridge/desk';
import { divisionName } from '../../i18n/divisions';
import { occupationName } from '../../i18n/occupations';
import { errorSentence } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { IconButton, LinkButton } from '../../ui/Button';
import { isCovered } from '#shared/rules/customerPolicy';
import { useCommand } from '../conversation/useCommand';
import styles from './Person.module.css';
import { suggestionsFor, type Suggestion, type SuggestTables } from './suggest';

/** Turned down until the window closes. */
const useTurnedDown = create<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

const keyOf = (person: PersonView, { kind, value }: Suggestion): string => `${person.id} ${kind} ${value}`;

const useTables = (): SuggestTables | undefined => {
  const [tables, setTables] = useState<SuggestTables>();
  useEffect(() => {
    let isGone = false;
    const load = requestIdleCallback(() => {
      import('./suggestTables').then((loaded) => { if (!isGone) setTables(loaded.suggestTables); }, () => undefined); // without tables nothing is suggested
    });
    return () => {
      isGone = true;
      cancelIdleCallback(load);
    };
  }, []);
  return tables;
};

const accept = (person: PersonView, file: CustomerId, suggestion: Suggestion): Promise<unknown> => {
  const { kind, value, source, evidence } = suggestion;
  if (kind === 'province' || kind === 'occupation') return desk.call('customer.tag', { customer: file, tag: { kind, value, source, evidence } });
  const known = person.profile.fields[kind]?.value;
  return desk.call('customer.profile', { customer: file, fields: { [kind]: [...(Array.isArray(known) ? known : []), value] }, source });
};

/** What the file could be completed with: one line each, taken over or turned down with a click. */
export const Suggestions = ({ person, file }: { readonly person: PersonView; readonly file: CustomerId }) => {
  const t = useT();
  const locale = useLocale();
  const tables = useTables();
  // A chat just opened is shown first; what it suggests may follow.
  const said = useDeferredValue(useSaid(person.conversations.map((row) => row.id)));
  const turnedDown = useTurnedDown((state) => state.keys);
  const policy = useCustomerPolicy();
  const role = useRole();
  const command = useCommand();
  const all = useMemo(() => {
    if (tables === undefined || said === undefined) return [];
    const facts = person.files.flatMap((one) => [one.facts?.['address'], one.facts?.['area']]).filter((fact) => typeof fact === 'string');
    return suggestionsFor(person.profile, facts, said, tables);
  }, [tables, said, person]);
  const shown = all.filter((one) => !turnedDown.has(keyOf(person, one)));
  if (shown.length === 0) return null;
  const words = ({ kind, value }: Suggestion): string => {
    if (kind === 'province') return divisionName(value, locale);
    if (kind === 'occupation') return occupationName(value, locale);
    const field = kind === 'phones' ? 'phone' : 'address';
    return isCovered(policy, field, role) ? mask(field, value) : value;
  };
  const reason = ({ source, evidence }: Suggestion): string =>
    `${t(`tag.source.${source}`)}${evidence.confidence === undefined ? '' : ` · ${t('customer.confidence', { percent: Math.round(evidence.confidence * 100) })}`}`;
  return (
    <ul className={styles.suggestions} aria-label={t('customer.suggestions')}>
      {shown.map((one) => (
        <li key={keyOf(person, one)} data-testid={`suggest-${one.kind}`} title={one.kind === 'province' || one.kind === 'occupation' ? one.evidence.quote : undefined}>
          <span className={styles.suggested}>{t(`customer.suggest.${one.kind}`, { words: words(one) })}<small>{reason(one)}</small></span>
          <LinkButton onPress={() => void command.run(() => accept(person, file, one))} testId={`accept-${one.kind}`}>{t('customer.accept')}</LinkButton>
          <IconButton icon="close" size={18} label={t('customer.turnDown')} onPress={() => useTurnedDown.setState(({ keys }) => ({ keys: new Set([...keys, keyOf(person, one)]) }))} />
        </li>
      ))}
      {command.error !== undefined && <li className={styles.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</li>}
    </ul>
  );
};
