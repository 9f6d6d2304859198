import { chordOf, isSameChord, type Chord, type KeyPress } from './chord';

/** Where an action lives. A narrower scope lies inside a wider one: conversation in desk in window. */
export type KeyScope = 'window' | 'desk' | 'conversation' | 'admin';
/** Heading under which help and settings show it. */
export type KeyGroup = 'go' | 'conversation' | 'writing' | 'tabs' | 'window';

/** Rows of keys shown as one line, `keySeries.<name>` in the catalog. */
export type KeySeries = 'tab' | 'filter';

/**
 * One action of the desk. `chord` is its shortcut as shipped (null = none), `also` further ones that go when a person
 * chooses their own. `repeats`: holding the key repeats it (walking, zooming); any other acts once per press.
 * `series`: members of one row of keys, shown as one line.
 */
export type KeyEntry = {
  readonly group: KeyGroup; readonly scope: KeyScope; readonly chord: Chord | null;
  readonly also?: readonly Chord[]; readonly repeats?: true; readonly series?: KeySeries;
};

const savedFilter = (digit: number) => ({ group: 'go', scope: 'desk', chord: { code: `Digit${digit}`, alt: true }, series: 'filter' }) as const;
const tab = (digit: number) => ({ group: 'tabs', scope: 'desk', chord: { code: `Digit${digit}`, mod: true }, series: 'tab' }) as const;

/**
 * Every action of the desk and its shortcut: the one registry behind keys, command palette, help, settings, menus and
 * tooltips. A new action is one line here, its name `key.<action>` in both languages (i18n/catalog/keys.ts), and
 * `useKey('<action>', handler)` where it can be done: only while mounted it works, and only then it is offered.
 */
export const keyMap = {
  nextConversation: { group: 'go', scope: 'desk', chord: { code: 'ArrowDown', alt: true }, repeats: true },
  previousConversation: { group: 'go', scope: 'desk', chord: { code: 'ArrowUp', alt: true }, repeats: true },
  longestWaiting: { group: 'go', scope: 'desk', chord: { code: 'ArrowDown', alt: true, shift: true } },
  jump: { group: 'go', scope: 'window', chord: { code: 'KeyK', mod: true } },
  showDesk: { group: 'go', scope: 'window', chord: { code: 'KeyD', alt: true, shift: true } },
  showSettings: { group: 'go', scope: 'window', chord: { code: 'Comma', mod: true } },
  showAccounts: { group: 'go', scope: 'window', chord: null },
  done: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyE', alt: true } },
  doneAndNext: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyE', alt: true, mod: true } },
  snooze: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyM', alt: true } },
  take: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyT', alt: true } },
  filter1: savedFilter(1),
  filter2: savedFilter(2),
  filter3: savedFilter(3),
  filter4: savedFilter(4),
  filter5: savedFilter(5),
  filter6: savedFilter(6),
  filter7: savedFilter(7),
  filter8: savedFilter(8),
  filter9: savedFilter(9),
  planFollowUp: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyF', alt: true } },
  showCustomers: { group: 'go', scope: 'window', chord: null },
  customerPanel: { group: 'conversation', scope: 'desk', chord: { code: 'KeyI', alt: true } },
  noteOrReply: { group: 'writing', scope: 'conversation', chord: { code: 'KeyP', alt: true } },
  sendLater: { group: 'writing', scope: 'conversation', chord: { code: 'KeyT', alt: true, shift: true } },
  findInConversation: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyF', mod: true } },
  jumpToUnread: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyU', alt: true } },
  jumpToDate: { group: 'conversation', scope: 'conversation', chord: { code: 'KeyG', alt: true } },
  tearOff: { group: 'tabs', scope: 'conversation', chord: { code: 'KeyO', alt: true, shift: true } },
  inbox: { group: 'go', scope: 'window', chord: { code: 'KeyN', alt: true } },
  moveTabLeft: { group: 'tabs', scope: 'desk', chord: { code: 'PageUp', mod: true, shift: true }, repeats: true },
  moveTabRight: { group: 'tabs', scope: 'desk', chord: { code: 'PageDown', mod: true, shift: true }, repeats: true },
  reopenTab: { group: 'tabs', scope: 'desk', chord: { code: 'KeyT', mod: true, shift: true } },
  closeTab: { group: 'tabs', scope: 'desk', chord: { code: 'KeyW', mod: true } },
  nextTab: { group: 'tabs', scope: 'desk', chord: { code: 'Tab', mod: true }, repeats: true },
  previousTab: { group: 'tabs', scope: 'desk', chord: { code: 'Tab', mod: true, shift: true }, repeats: true },
  tab1: tab(1),
  tab2: tab(2),
  tab3: tab(3),
  tab4: tab(4),
  tab5: tab(5),
  tab6: tab(6),
  tab7: tab(7),
  tab8: tab(8),
  tab9: tab(9),
  keyHelp: { group: 'window', scope: 'window', chord: { code: 'Slash', mod: true } },
  help: { group: 'window', scope: 'window', chord: { code: 'F1' } },
  peakMode: { group: 'window', scope: 'window', chord: { code: 'F9' } },
  doNotDisturb: { group: 'window', scope: 'window', chord: { code: 'KeyD', mod: true, shift: true } },
  lock: { group: 'window', scope: 'window', chord: { code: 'KeyL', mod: true } },
  switchPerson: { group: 'window', scope: 'window', chord: null },
  theme: { group: 'window', scope: 'window', chord: null },
  zoomIn: { group: 'window', scope: 'window', chord: { code: 'Equal', mod: true }, also: [{ code: 'Equal', mod: true, shift: true }, { code: 'NumpadAdd', mod: true }], repeats: true },
  zoomOut: { group: 'window', scope: 'window', chord: { code: 'Minus', mod: true }, also: [{ code: 'NumpadSubtract', mod: true }], repeats: true },
  zoomReset: { group: 'window', scope: 'window', chord: { code: 'Digit0', mod: true }, also: [{ code: 'Numpad0', mod: true }] },
} as const satisfies Readonly<Record<string, KeyEntry>>;

export type KeyAction = keyof typeof keyMap;

export const keyGroups: readonly KeyGroup[] = ['go', 'conversation', 'writing', 'tabs', 'window'];
export const keyActions = Object.keys(keyMap) as readonly KeyAction[]; // keys of the map
export const keyEntry = (action: KeyAction): KeyEntry => keyMap[action];

/** A person's own choices: a chord, or null for none. What is not named keeps the shipped one. */
export type KeyChoices = Readonly<Partial<Record<KeyAction, Chord | null>>>;

/** The chord shown for an action, null when it has none. */
export const chordFor = (action: KeyAction, choices: KeyChoices): Chord | null => {
  const chosen = choices[action];
  return chosen === undefined ? keyEntry(action).chord : chosen;
};

/** Every chord an action answers to: the chosen one alone, else all shipped ones. */
export const chordsOf = (action: KeyAction, choices: KeyChoices): readonly Chord[] => {
  const chord = chordFor(action, choices);
  if (chord === null) return [];
  return choices[action] === undefined ? [chord, ...(keyEntry(action).also ?? [])] : [chord];
};

const PARENT: Readonly<Record<KeyScope, KeyScope | undefined>> = { window: undefined, desk: 'window', conversation: 'desk', admin: 'window' };
const depth = (scope: KeyScope): number => {
  const parent = PARENT[scope];
  return parent === undefined ? 0 : 1 + depth(parent);
};
const isInside = (inner: KeyScope, outer: KeyScope): boolean => {
  if (inner === outer) return true;
  const parent = PARENT[inner];
  return parent !== undefined && isInside(parent, outer);
};

/** Whether two scopes can be on the screen at the same time. */
export const canMeet = (a: KeyScope, b: KeyScope): boolean => isInside(a, b) || isInside(b, a);

/** The actions of a key press, the narrowest scope first; none during composition or for any other key. */
export const actionsOf = (press: KeyPress, isMac: boolean, choices: KeyChoices = {}): readonly KeyAction[] => {
  const chord = chordOf(press, isMac);
  if (chord === undefined) return [];
  return keyActions.filter((action) => chordsOf(action, choices).some((own) => isSameChord(own, chord)))
    .sort((a, b) => depth(keyEntry(b).scope) - depth(keyEntry(a).scope));
};

/** The other actions that would answer to this chord where `action` does. */
export const conflictsOf = (action: KeyAction, chord: Chord, choices: KeyChoices): readonly KeyAction[] =>
  keyActions.filter((other) => other !== action && canMeet(keyEntry(other).scope, keyEntry(action).scope)
    && chordsOf(other, choices).some((taken) => isSameChord(taken, chord)));
