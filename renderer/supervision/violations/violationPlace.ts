/** Where the supervisor stands among the violations, and what was just done; nothing of it outlives the window. */
import { create } from 'zustand';
import { forgetWithPerson } from '../../state/personal';

export type ViolationViewName = 'queue' | 'decided' | 'totals';
/** Taken back with one press: these were confirmed or dismissed a moment ago. */
export type Done = { readonly what: 'confirmed' | 'dismissed'; readonly violations: readonly string[] };

type Place = {
  readonly view: ViolationViewName; readonly month: string | undefined; readonly person: string; readonly rule: string;
  readonly chosen: string | undefined; readonly checked: ReadonlySet<string>; readonly done: Done | undefined;
};

const atFirst: Place = { view: 'queue', month: undefined, person: '', rule: '', chosen: undefined, checked: new Set(), done: undefined };

export const useViolationPlace = create<Place>(() => atFirst);
forgetWithPerson(() => useViolationPlace.setState(atFirst, true));

export const showViolations = (change: Partial<Pick<Place, 'view' | 'month' | 'person' | 'rule' | 'chosen'>>): void => useViolationPlace.setState({ checked: new Set(), ...change });
export const chooseViolation = (chosen: string | undefined): void => useViolationPlace.setState({ chosen });
export const checkViolations = (ids: readonly string[], isOn: boolean): void =>
  useViolationPlace.setState(({ checked }) => ({ checked: new Set(isOn ? [...checked, ...ids] : [...checked].filter((id) => !ids.includes(id))) }));
export const clearChecked = (): void => useViolationPlace.setState({ checked: new Set() });
export const offerBack = (done: Done): void => useViolationPlace.setState({ done, checked: new Set() });
export const forgetDone = (): void => useViolationPlace.setState({ done: undefined });
