import { useMemo } from 'react';
import type { Stage } from '#shared/domain/customer';
import { useAccounts } from '../../archive/queries/useAccounts';
import { usePeople } from '../../archive/queries/usePeople';
import { useTagNames } from '../../archive/queries/useTagNames';
import { flagKinds, type FlagKind } from '#shared/domain/flag';
import { trusts, type DocKind, type Trust } from '../../archive/search/searchDoc';
import { divisionName, divisions } from '../../i18n/divisions';
import { occupationName, occupations } from '../../i18n/occupations';
import { useLocale, useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Choices } from './Choices';
import { PeriodChoice } from './PeriodChoice';
import { SubjectChoice } from './SubjectChoice';
import styles from './Search.module.css';
import { changeFilter, clearFilter, conditionCount, useSearchPlace, type SearchFilter } from './searchState';

const grades = ['A', 'B', 'C', 'D'] as const;
/** Kinds people look for; the rest is found by words. */
const offeredKinds = ['text', 'image', 'file', 'voice', 'video', 'link', 'note'] as const satisfies readonly DocKind[];

const changeCustomer = (filter: SearchFilter, change: Partial<SearchFilter['customer']>): void => changeFilter({ customer: { ...filter.customer, ...change } });
const orNone = <T,>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** Every condition beside the words, each naming what it narrows to. */
export const SearchFilters = () => {
  const t = useT();
  const filter = useSearchPlace((place) => place.filter);
  const accounts = useAccounts();
  const people = usePeople();
  const tags = useTagNames();
  const accountChoices = useMemo(() => (accounts ?? []).map((row) => ({ value: row.id, label: row.name })), [accounts]);
  const personChoices = useMemo(() => [...(people?.values() ?? [])].map((row) => ({ value: row.id, label: row.name })), [people]);
  const locale = useLocale();
  const provinceChoices = useMemo(() => divisions.map(({ code }) => ({ value: code, label: divisionName(code, locale) })), [locale]);
  const occupationChoices = useMemo(() => occupations.map(({ key }) => ({ value: key, label: occupationName(key, locale) })), [locale]);
  const { customer } = filter;
  return (
    <div className={styles.filters} role="group" aria-label={t('search.filters')}>
      <Choices testId="search-person" label={t('search.person')} all={personChoices} chosen={filter.persons ?? []} onChange={(persons) => changeFilter({ persons: orNone(persons) })} />
      <Choices testId="search-account" label={t('search.account')} all={accountChoices} chosen={filter.accounts ?? []} onChange={(chosen) => changeFilter({ accounts: orNone(chosen) })} />
      <SubjectChoice subjects={filter.subjects} onChange={(subjects) => changeFilter({ subjects })} />
      <PeriodChoice from={filter.from} to={filter.to} onChange={(period) => changeFilter(period)} />
      <Choices testId="search-direction" isSingle label={t('search.direction')} all={[{ value: 'in', label: t('search.direction.in') }, { value: 'out', label: t('search.direction.out') }]} chosen={filter.direction === undefined ? [] : [filter.direction]} onChange={([direction]) => changeFilter({ direction: direction as 'in' | 'out' | undefined })} />
      <Choices testId="search-kind" label={t('search.kind')} all={offeredKinds.map((kind) => ({ value: kind, label: t(`search.kind.${kind}`) }))} chosen={filter.kinds ?? []} onChange={(kinds) => changeFilter({ kinds: orNone(kinds as readonly DocKind[]) })} />
      <Choices testId="search-state" isSingle label={t('search.state')} all={(['recalled', 'edited'] as const).map((state) => ({ value: state, label: t(`search.state.${state}`) }))} chosen={filter.state === undefined ? [] : [filter.state]} onChange={([state]) => changeFilter({ state: state as SearchFilter['state'] })} />
      <Choices testId="search-flag" label={t('search.flag')} all={flagKinds.map((kind) => ({ value: kind, label: t(`flag.kind.${kind}`) }))} chosen={filter.flags ?? []} onChange={(flags) => changeFilter({ flags: orNone(flags as readonly FlagKind[]) })} />
      <Choices testId="search-trust" label={t('search.trust')} all={trusts.map((trust) => ({ value: trust, label: t(`search.trust.${trust}`) }))} chosen={filter.trust ?? []} onChange={(chosen) => changeFilter({ trust: orNone(chosen as readonly Trust[]) })} />
      <Choices testId="search-province" label={t('search.province')} all={provinceChoices} chosen={customer.provinces} onChange={(chosen) => changeCustomer(filter, { provinces: chosen })} />
      <Choices testId="search-occupation" label={t('search.occupation')} all={occupationChoices} chosen={customer.occupations} onChange={(chosen) => changeCustomer(filter, { occupations: chosen })} />
      <Choices testId="search-grade" label={t('search.grade')} all={grades.map((grade) => ({ value: grade, label: grade }))} chosen={customer.grades} onChange={(chosen) => changeCustomer(filter, { grades: chosen })} />
      <Choices testId="search-stage" isSingle label={t('search.stage')} all={(['potential', 'deal'] as const).map((stage) => ({ value: stage, label: t(`search.stage.${stage}`) }))} chosen={customer.stage === undefined ? [] : [customer.stage]} onChange={([stage]) => changeCustomer(filter, { stage: stage as Stage | undefined })} />
      <Choices testId="search-tag" label={t('search.tag')} all={(tags ?? []).map((tag) => ({ value: tag, label: tag }))} chosen={customer.tags} onChange={(chosen) => changeCustomer(filter, { tags: chosen })} />
      {conditionCount(filter) > 0 && <LinkButton onPress={clearFilter} testId="search-clear">{t('search.clear')}</LinkButton>}
    </div>
  );
};
