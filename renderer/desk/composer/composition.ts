/**
 * Tells an Enter that sends from an Enter that belongs to an input method. Chromium orders the events of the
 * Enter that ends a composition in more than one way (keydown 229 → compositionend → keyup; compositionend →
 * keydown 13 → keyup), and a held key repeats as a plain 13 after the end. So an Enter counts only when its key
 * went down after the composition was over, and not in the same instant.
 */
export type Composition = {
  /** A composition is open. */
  readonly isActive: boolean;
  /** It ended while this key was still down: nothing of this key press may send. */
  readonly isEndedByKey: boolean;
  readonly isKeyDown: boolean;
  /** `timeStamp` of the last compositionend, ms. */
  readonly endedAt: number;
};

export type CompositionEvent =
  | { readonly type: 'start' | 'keydown' | 'keyup' | 'blur' }
  | { readonly type: 'end'; readonly at: number };

export type KeyFacts = {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  /** `timeStamp` of the event, ms. */
  readonly at: number;
};

export const noComposition: Composition = { isActive: false, isEndedByKey: false, isKeyDown: false, endedAt: Number.NEGATIVE_INFINITY };

/** What the input method answers for every key it swallowed. */
const SWALLOWED = 229;
/** Both events of one key press arrive together; no hand picks a word and presses Enter this fast. */
const SAME_INSTANT_MS = 30;

export const reduceComposition = (state: Composition, event: CompositionEvent): Composition => {
  switch (event.type) {
    case 'start': return { ...state, isActive: true, isEndedByKey: false };
    case 'end': return { ...state, isActive: false, isEndedByKey: state.isKeyDown, endedAt: event.at };
    case 'keydown': return state.isKeyDown ? state : { ...state, isKeyDown: true };
    case 'keyup': return { ...state, isKeyDown: false, isEndedByKey: false };
    case 'blur': return noComposition;
  }
};

/** True when a keydown belongs to the input method and the composer must leave it alone. */
export const isForInputMethod = (state: Composition, key: KeyFacts): boolean =>
  state.isActive || state.isEndedByKey || key.isComposing || key.keyCode === SWALLOWED || key.at - state.endedAt < SAME_INSTANT_MS;

/** True when this keydown is a person's Enter meant for us (send or insert), not the end of a composition. */
export const isPlainEnter = (state: Composition, key: KeyFacts): boolean =>
  key.key === 'Enter' && !key.repeat && !isForInputMethod(state, key);
