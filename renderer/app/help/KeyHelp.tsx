import { useT } from '../../i18n/useT';
import { chordWords } from '../../state/chord';
import { chordFor, chordsOf, keyActions, keyEntry, keyGroups, type KeyAction, type KeyGroup } from '../../state/keyMap';
import { isAvailable, isMac } from '../../state/keys';
import { usePreferences } from '../../state/preferences';
import { closeKeyHelp, showAdmin } from '../../state/view';
import { LinkButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import styles from './Help.module.css';

type Line = { readonly id: string; readonly name: string; readonly keys: string; readonly isNow: boolean };

const useLines = (group: KeyGroup): readonly Line[] => {
  const t = useT();
  const choices = usePreferences((preferences) => preferences.keys);
  const actions = keyActions.filter((action) => keyEntry(action).group === group && chordFor(action, choices) !== null);
  const isPlain = (action: KeyAction): boolean => choices[action] === undefined;
  const keysOf = (action: KeyAction): string => chordsOf(action, choices).slice(0, 1).map((chord) => chordWords(chord, isMac)).join('');
  const series = new Map<string, readonly KeyAction[]>();
  for (const action of actions) {
    const { series: name } = keyEntry(action);
    if (name !== undefined && isPlain(action)) series.set(name, [...(series.get(name) ?? []), action]);
  }
  return actions.flatMap((action): readonly Line[] => {
    const { series: name } = keyEntry(action);
    const row = name === undefined || !isPlain(action) ? [] : series.get(name) ?? [];
    if (name === undefined || row.length < 2) return [{ id: action, name: t(`key.${action}`), keys: keysOf(action), isNow: isAvailable(action) }];
    const last = row.at(-1);
    if (action !== row[0] || last === undefined) return [];
    return [{ id: action, name: t(`keySeries.${name}`), keys: `${keysOf(action)} … ${keysOf(last).slice(-1)}`, isNow: isAvailable(action) }];
  });
};

const Group = ({ group }: { readonly group: KeyGroup }) => {
  const t = useT();
  const lines = useLines(group);
  if (lines.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>{t(`keyGroup.${group}`)}</h2>
      <dl>{lines.map(({ id, name, keys, isNow }) => <div key={id} data-off={!isNow || undefined}><dt>{name}</dt><dd><Kbd>{keys}</Kbd><span className="visuallyHidden">{keys}</span></dd></div>)}</dl>
    </section>
  );
};

/** Ctrl+/: every action that has a key, by the keys in force. */
export const KeyHelp = () => {
  const t = useT();
  return (
    <Dialog title={t('manual.keys')} closeLabel={t('common.close')} onClose={closeKeyHelp} width="full">
      <div className={styles.keys} tabIndex={0} role="group" aria-label={t('manual.keys')} data-testid="key-help">
        <div>{keyGroups.map((group) => <Group key={group} group={group} />)}</div>
      </div>
      <p className={styles.foot}>{t('manual.keysNote')} <LinkButton onPress={() => { closeKeyHelp(); showAdmin('keyboard'); }}>{t('manual.rebind')}</LinkButton></p>
    </Dialog>
  );
};
