import { describe, expect, it } from 'vitest';
import { isForInputMethod, isPlainEnter, noComposition, reduceComposition, type Composition, type CompositionEvent, type KeyFacts } from '#renderer/desk/composer/composition';

const play = (...events: readonly CompositionEvent[]): Composition => events.reduce(reduceComposition, noComposition);
const enter = (facts: Partial<KeyFacts> = {}): KeyFacts => ({ key: 'Enter', keyCode: 13, isComposing: false, repeat: false, at: 10_000, ...facts });

describe('an Enter that ends a composition never sends', () => {
  it('bug: keydown 229 while composing sends half a word', () => {
    expect(isPlainEnter(play({ type: 'start' }), enter({ keyCode: 229, isComposing: true }))).toBe(false);
  });

  it('bug: compositionend comes before the keydown of the same key press', () => {
    const state = play({ type: 'start' }, { type: 'keydown' }, { type: 'end', at: 9_990 });
    expect(isPlainEnter(state, enter())).toBe(false);
  });

  it('bug: no keydown at all is delivered before compositionend, then a bare 13 follows in the same instant', () => {
    const state = play({ type: 'start' }, { type: 'end', at: 9_995 });
    expect(isPlainEnter(state, enter({ at: 10_000 }))).toBe(false);
  });

  it('bug: the held key repeats as a plain Enter after the end', () => {
    const state = play({ type: 'start' }, { type: 'keydown' }, { type: 'end', at: 5_000 });
    expect(isPlainEnter(state, enter({ repeat: true }))).toBe(false);
    expect(isPlainEnter(state, enter())).toBe(false);
  });

  it('bug: the first Enter after picking a candidate with the mouse is swallowed', () => {
    const state = play({ type: 'start' }, { type: 'keydown' }, { type: 'keyup' }, { type: 'end', at: 5_000 });
    expect(isPlainEnter(state, enter())).toBe(true);
  });

  it('sends with the next Enter after space chose the candidate', () => {
    const state = play({ type: 'start' }, { type: 'keydown' }, { type: 'end', at: 5_000 }, { type: 'keyup' });
    expect(isPlainEnter(state, enter())).toBe(true);
    expect(isForInputMethod(state, enter())).toBe(false);
  });

  it('bug: losing focus in the middle of a composition blocks Enter for ever', () => {
    expect(isPlainEnter(play({ type: 'start' }, { type: 'blur' }), enter())).toBe(true);
  });

  it('bug: holding Enter sends again and again', () => {
    expect(isPlainEnter(noComposition, enter({ repeat: true }))).toBe(false);
  });
});
