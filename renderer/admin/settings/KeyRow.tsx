import { useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../../i18n/useT';
import { chordForAria, chordWords, type Chord } from '../../state/chord';
import { chordFor, keyEntry, type KeyAction, type KeyChoices } from '../../state/keyMap';
import { isMac } from '../../state/keys';
import { choosePreferences } from '../../state/preferences';
import { Button, IconButton } from '../../ui/Button';
import { recordPress, withChord, withShipped, type Recorded } from './recordChord';
import styles from './Settings.module.css';

const choose = (keys: KeyChoices): void => choosePreferences({ keys });

const useRecorder = (action: KeyAction, choices: KeyChoices) => {
  const [isRecording, setRecording] = useState(false);
  const [outcome, setOutcome] = useState<Recorded>();
  const take = (recorded: Recorded): void => {
    if (recorded.kind === 'nothing') return;
    setOutcome(recorded.kind === 'cancel' || recorded.kind === 'clear' ? undefined : recorded);
    if (recorded.kind !== 'refused') setRecording(false);
    if (recorded.kind === 'set') choose(withChord(choices, action, recorded.chord));
    if (recorded.kind === 'clear') choose(withChord(choices, action, null));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isRecording) return;
    event.preventDefault();
    event.stopPropagation();
    take(recordPress({
      code: event.code, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, shiftKey: event.shiftKey,
      isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode, getModifierState: (key) => event.nativeEvent.getModifierState(key),
    }, isMac, action, choices));
  };
  return {
    isRecording, outcome, onKeyDown,
    start: () => { setOutcome(undefined); setRecording(true); },
    stop: () => setRecording(false),
    clear: () => setOutcome(undefined),
  };
};

const Outcome = ({ outcome, onTakeOver }: { readonly outcome: Recorded; readonly onTakeOver: (chord: Chord, others: readonly KeyAction[]) => void }) => {
  const t = useT();
  if (outcome.kind === 'refused') return <p className={styles.conflict} role="alert">{t(`keyboard.problem.${outcome.problem}`, { chord: chordWords(outcome.chord, isMac) })}</p>;
  if (outcome.kind === 'set' && outcome.warning !== undefined) return <p className={styles.conflict} role="alert">{t(`keyboard.problem.${outcome.warning}`, { chord: chordWords(outcome.chord, isMac) })}</p>;
  if (outcome.kind !== 'taken') return null;
  const { chord, others } = outcome;
  return (
    <p className={styles.conflict} role="alert" data-testid="key-conflict">
      {t('keyboard.taken', { chord: chordWords(chord, isMac), other: others.map((other) => t(`key.${other}`)).join('、') })}
      <Button size="small" onPress={() => onTakeOver(chord, others)} testId="key-take-over">{t('keyboard.takeOver')}</Button>
    </p>
  );
};

/** One action: its name, its keys to press anew, and the way back to the shipped ones. */
export const KeyRow = ({ action, choices }: { readonly action: KeyAction; readonly choices: KeyChoices }) => {
  const t = useT();
  const recorder = useRecorder(action, choices);
  const button = useRef<HTMLButtonElement>(null);
  const chord = chordFor(action, choices);
  const name = t(`key.${action}`);
  const isOwn = choices[action] !== undefined;
  return (
    <li className={styles.keyRow} data-action={action} data-chord={chord === null ? '' : chordForAria(chord, isMac)}>
      <span className={styles.keyName}>{name}</span>
      {isOwn && <span className={styles.own}>{t('keyboard.own')}</span>}
      <button
        ref={button} type="button" className={styles.chord} data-recording={recorder.isRecording || undefined} data-empty={chord === null || undefined} data-recorder={recorder.isRecording || undefined}
        aria-label={`${t('keyboard.record', { name })}: ${chord === null ? t('keyboard.noKey') : chordWords(chord, isMac)}`}
        onClick={recorder.start} onKeyDown={recorder.onKeyDown} onBlur={recorder.stop} data-testid={`record-${action}`}
      >
        {recorder.isRecording ? t('keyboard.recording') : chord === null ? t('keyboard.noKey') : chordWords(chord, isMac)}
      </button>
      <span className={styles.spot}>
        {isOwn && <IconButton icon="undo" size={24} label={t('keyboard.toShipped', { name })} onPress={() => { recorder.clear(); choose(withShipped(choices, action, keyEntry(action).chord)); button.current?.focus(); }} />}
      </span>
      {recorder.outcome !== undefined && <Outcome outcome={recorder.outcome} onTakeOver={(wanted, others) => { recorder.clear(); choose(withChord(choices, action, wanted, others)); button.current?.focus(); }} />}
    </li>
  );
};
