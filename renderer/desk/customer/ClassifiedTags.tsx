import type { ReactNode } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import type { PersonProfile } from '#shared/domain/customerFile';
import type { TagRow } from '../../archive/schema/customerRows';
import { translateMaybe } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { Grade } from '../../ui/Grade';
import type { IconName } from '../../ui/Icon';
import { divisionMatches, divisionName, divisions } from '../../i18n/divisions';
import { occupationMatches, occupationName, occupations, occupationValueOf } from '../../i18n/occupations';
import { provenanceOf } from './provenance';
import { TagSelect, type TagOption } from './TagSelect';
import type { Tagging } from './useTagging';
import styles from './CustomerPanel.module.css';

const grades = ['A', 'B', 'C', 'D'] as const;
type Kind = 'province' | 'occupation' | 'grade';

/** Province (potential customers), occupation (deal customers) and grade: one value each, outlined, with provenance. */
export const ClassifiedTags = ({ customer, tagging }: { readonly customer: PersonProfile; readonly tagging: Tagging }) => {
  const t = useT();
  const locale = useLocale();
  const tagOf = (kind: Kind): TagRow | undefined => customer.tags.find((tag) => tag.kind === kind);
  const province = tagOf('province');
  const occupation = tagOf('occupation');
  const shared = { customer, tagging };
  return (
    <div className={styles.tags}>
      {(customer.stage === 'potential' || province !== undefined) && (
        <OneTag
          {...shared} kind="province" tag={province} icon="location" label={t('filter.province')} nameOf={(value) => divisionName(value, locale)}
          options={divisions.map(({ code }) => ({ value: code, words: divisionName(code, locale) }))} matches={divisionMatches}
        />
      )}
      {(customer.stage === 'deal' || occupation !== undefined) && (
        <OneTag
          {...shared} kind="occupation" tag={occupation} icon="user" label={t('filter.occupation')} nameOf={(value) => occupationName(value, locale)}
          options={occupations.map(({ key }) => ({ value: key, words: occupationName(key, locale) }))} matches={occupationMatches} ownValue={occupationValueOf}
        />
      )}
      <OneTag
        {...shared} kind="grade" tag={tagOf('grade')} label={t('filter.grade')} nameOf={(value) => translateMaybe(`grade.short.${value}`) ?? t('grade.title', { grade: value })} start={(value) => <Grade grade={value} small />}
        options={grades.map((grade) => ({ value: grade, words: t(`grade.meaning.${grade}`), start: <Grade grade={grade} /> }))} matches={() => true} isShort
      />
    </div>
  );
};

const OneTag = ({ tagging, kind, tag, icon, label, nameOf, options, matches, ownValue, start, isShort = false }: {
  readonly customer: PersonProfile; readonly tagging: Tagging; readonly kind: Kind; readonly tag: TagRow | undefined; readonly icon?: IconName; readonly label: string;
  readonly nameOf: (value: string) => string; readonly options: readonly TagOption[]; readonly matches: (value: string, typed: string) => boolean;
  readonly ownValue?: (typed: string) => string; readonly start?: (value: string) => ReactNode; readonly isShort?: boolean;
}) => {
  const t = useT();
  const people = usePeople();
  const by = tag?.by === undefined ? undefined : people?.get(tag.by)?.name;
  return (
    <TagSelect
      kind={kind} label={label} icon={icon} start={tag === undefined ? undefined : start?.(tag.value)} value={tag?.value} words={tag === undefined ? undefined : nameOf(tag.value)}
      provenance={tag === undefined ? undefined : provenanceOf(tag, by, t)} options={options} matches={matches} ownValue={ownValue} hasSearch={!isShort}
      onPick={(value) => { if (value !== tag?.value) tagging.put(kind, value); }}
      onClear={tag === undefined ? undefined : () => tagging.take(tag, nameOf(tag.value))}
    />
  );
};
