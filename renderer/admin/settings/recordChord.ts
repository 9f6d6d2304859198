import { chordOf, chordProblem, type Chord, type ChordProblem, type KeyPress } from '../../state/chord';
import { conflictsOf, type KeyAction, type KeyChoices } from '../../state/keyMap';

/** What a key press means while a chord is recorded. */
export type Recorded =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'refused'; readonly chord: Chord; readonly problem: ChordProblem }
  | { readonly kind: 'taken'; readonly chord: Chord; readonly others: readonly KeyAction[] }
  | { readonly kind: 'set'; readonly chord: Chord; readonly warning?: ChordProblem };

const isPlain = ({ mod, alt, shift }: Chord): boolean => !mod && !alt && !shift;

/** Judges one press for an action; modifiers alone and composition are nothing yet. */
export const recordPress = (press: KeyPress, isMac: boolean, action: KeyAction, choices: KeyChoices): Recorded => {
  const chord = chordOf(press, isMac);
  if (chord === undefined) return { kind: 'nothing' };
  if (chord.code === 'Escape' && isPlain(chord)) return { kind: 'cancel' };
  if ((chord.code === 'Backspace' || chord.code === 'Delete') && isPlain(chord)) return { kind: 'clear' };
  const problem = chordProblem(chord);
  if (problem !== undefined && problem !== 'messenger') return { kind: 'refused', chord, problem };
  const others = conflictsOf(action, chord, choices);
  if (others.length > 0) return { kind: 'taken', chord, others };
  return { kind: 'set', chord, ...(problem !== undefined && { warning: problem }) };
};

/** The choices with this chord; those who had it are left without. What equals the shipped chord is no choice. */
export const withChord = (choices: KeyChoices, action: KeyAction, chord: Chord | null, losing: readonly KeyAction[] = []): KeyChoices =>
  ({ ...choices, ...Object.fromEntries(losing.map((other) => [other, null])), [action]: chord });

/** The choices without one for this action: it has its shipped chord again, whoever took it loses it. */
export const withShipped = (choices: KeyChoices, action: KeyAction, shipped: Chord | null): KeyChoices => {
  const { [action]: _own, ...others } = choices;
  if (shipped === null) return others;
  const losing = conflictsOf(action, shipped, others);
  return { ...others, ...Object.fromEntries(losing.map((other) => [other, null])) };
};
