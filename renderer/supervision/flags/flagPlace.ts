import { create } from 'zustand';
import type { FlagId } from '#shared/domain/flag';
import type { FlagQuery } from '../../archive/queries/useFlags';
import { forgetWithPerson } from '../../state/personal';

type State = { readonly query: FlagQuery; readonly chosen: FlagId | null };

const atFirst: State = { query: { state: 'open' }, chosen: null };

/** Filter and place in the queue: they stay while the person is elsewhere. */
export const useFlagPlace = create<State>(() => atFirst);
forgetWithPerson(() => useFlagPlace.setState(atFirst, true));

export const chooseFlag = (chosen: FlagId | null): void => useFlagPlace.setState({ chosen });
export const askFlags = (change: { readonly [K in keyof FlagQuery]?: FlagQuery[K] | undefined }): void =>
  useFlagPlace.setState(({ query }) => ({ query: Object.fromEntries(Object.entries({ ...query, ...change }).filter(([, value]) => value !== undefined)) as FlagQuery, chosen: null })); // the same keys, those without a value left out
