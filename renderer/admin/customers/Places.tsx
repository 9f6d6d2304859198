import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { conditionHolds, type Group } from '#shared/rules/condition';
import { isOwed } from '#shared/rules/contactDuty';
import { likelySame } from '#shared/rules/samePerson';
import { candidateOf } from '../../archive/queries/persons';
import { useSegments } from '../../archive/queries/useSegments';
import type { SegmentRow } from '../../archive/schema/customerRows';
import { useT } from '../../i18n/useT';
import { useMe, useRole } from '../../state/session';
import { Icon } from '../../ui/Icon';
import styles from './Customers.module.css';
import { goTo, pages, useCustomersView, type Page, type Place } from './customersStore';
import type { People } from './usePeople';

export const starredOnly: Group = { all: true, of: [{ trait: 'starred', op: 'is', operand: true }] };

const isSame = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

const Item = ({ place, label, count, isHot = false, condition, mark }: {
  readonly place: Place; readonly label: string; readonly count?: number; readonly isHot?: boolean; readonly condition?: Group; readonly mark?: ReactNode;
}) => {
  const now = useCustomersView((view) => view.place);
  const id = place.kind === 'page' ? place.page : place.kind === 'segment' ? `segment-${place.id}` : place.kind;
  return (
    <button type="button" aria-current={isSame(now, place) ? 'page' : undefined} onClick={() => goTo(place, condition)} data-testid={`customers-${id}`} title={label}>
      <span>{label}</span>{mark}{count !== undefined && count > 0 && <b data-hot={isHot || undefined}>{count}</b>}
    </button>
  );
};

/** Own segments, then those shared by others. */
const useShownSegments = (): { readonly own: readonly SegmentRow[]; readonly shared: readonly SegmentRow[] } => {
  const segments = useSegments();
  const person = useMe();
  return useMemo(() => {
    const all = segments ?? [];
    return { own: all.filter((one) => one.by === person && !one.shared), shared: all.filter((one) => one.shared) };
  }, [segments, person]);
};

/** Lists, segments with live counts, and the other pages a role may open. */
export const Places = ({ people }: { readonly people: People }) => {
  const t = useT();
  const role = useRole();
  const { own, shared } = useShownSegments();
  // Counts follow a moment later than the list somebody works in.
  const lines = useDeferredValue(people.lines);
  const { now } = people;
  const counts = useMemo(() => {
    const all = lines ?? [];
    const due = all.filter((line) => isOwed(line.duty) || line.plans.some((plan) => plan.due <= now)).length;
    return { all: all.length, starred: all.filter((line) => line.person.profile.starred).length, due, same: likelySame(all.map((line) => candidateOf(line.person))).length };
  }, [lines, now]);
  const countOf = useMemo(() => {
    const all = lines ?? [];
    return new Map([...own, ...shared].map((one) => [one.id, all.filter((line) => conditionHolds(one.condition, line.traits, now)).length]));
  }, [lines, own, shared, now]);
  const segments = (list: readonly SegmentRow[]): ReactNode => list.map((one) => <Item key={one.id} place={{ kind: 'segment', id: one.id }} label={one.name} count={countOf.get(one.id)} condition={one.condition} />);
  const shownPages = pages.filter((page) => (page !== 'fields' && page !== 'policy') || role === 'administrator');
  const page = (one: Page): ReactNode => <Item key={one} place={{ kind: 'page', page: one }} label={t(`customers.page.${one}`)} count={one === 'due' ? counts.due : one === 'same' ? counts.same : undefined} isHot={one === 'due'} />;
  return (
    <nav className={styles.places} aria-label={t('customers.places')}>
      <Item place={{ kind: 'all' }} label={t('customers.all')} count={counts.all} />
      <Item place={{ kind: 'starred' }} label={t('customers.starred')} count={counts.starred} condition={starredOnly} mark={<Icon name="star" size={12} solid />} />
      {shownPages.slice(0, 2).map(page)}
      {own.length > 0 && <><h2>{t('customers.ownSegments')}</h2>{segments(own)}</>}
      {shared.length > 0 && <><h2>{t('customers.sharedSegments')}</h2>{segments(shared)}</>}
      <h2>{t('customers.manage')}</h2>
      {shownPages.slice(2).map(page)}
    </nav>
  );
};
