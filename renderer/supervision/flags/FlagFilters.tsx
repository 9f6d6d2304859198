import { flagKinds, flagKindSchema, flagSideSchema, flagStates, type FlagState } from '#shared/domain/flag';
import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import { useT } from '../../i18n/useT';
import { Choices } from '../search/Choices';
import { PeriodChoice } from '../search/PeriodChoice';
import { askFlags, useFlagPlace } from './flagPlace';
import styles from './Flags.module.css';

const stateOf = (value: string | undefined): FlagState | undefined => flagStates.find((state) => state === value);
const listOf = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** State, kind, side, agent and period; each narrows by itself. */
export const FlagFilters = () => {
  const t = useT();
  const query = useFlagPlace((place) => place.query);
  const people = [...usePeople()?.values() ?? []];
  return (
    <div className={styles.filters} role="group" aria-label={t('flags.filters')}>
      <Choices label={t('flags.anyState')} isSingle all={flagStates.map((state) => ({ value: state, label: t(`flag.state.${state}`) }))} chosen={listOf(query.state)} onChange={([state]) => askFlags({ state: stateOf(state) })} testId="flags-state" />
      <Choices label={t('flags.kind')} isSingle all={flagKinds.map((kind) => ({ value: kind, label: t(`flag.kind.${kind}`) }))} chosen={listOf(query.kind)} onChange={([kind]) => askFlags({ kind: flagKindSchema.safeParse(kind).data })} testId="flags-kind" />
      <Choices label={t('flags.side')} isSingle all={flagSideSchema.options.map((side) => ({ value: side, label: t(`flag.side.${side}`) }))} chosen={listOf(query.side)} onChange={([side]) => askFlags({ side: flagSideSchema.safeParse(side).data })} testId="flags-side" />
      <Choices label={t('search.person')} isSingle all={people.map(({ id, name }) => ({ value: id, label: name }))} chosen={listOf(query.person)} onChange={([person]) => askFlags({ person: person as PersonId | undefined })} testId="flags-person" /* the values are ids of people */ />
      <PeriodChoice from={query.from} to={query.to === undefined ? undefined : query.to - 1} onChange={({ from, to }) => askFlags({ from, to: to === undefined ? undefined : to + 1 })} />
    </div>
  );
};
