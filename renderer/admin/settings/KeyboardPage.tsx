import { Input } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../../i18n/useT';
import { chordWords } from '../../state/chord';
import { chordFor, keyActions, keyEntry, keyGroups, type KeyAction, type KeyChoices } from '../../state/keyMap';
import { isMac } from '../../state/keys';
import { choosePreferences, usePreferences } from '../../state/preferences';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { HelpLink } from '../../ui/HelpLink';
import { readKeyFile, writeKeyFile } from './keyFile';
import { KeyRow } from './KeyRow';
import { SettingGroup } from './SettingRow';
import { Popconfirm } from '../../ui/Popconfirm';
import page from '../../ui/Page.module.css';
import { clearable } from '../../ui/theme';
import styles from './Settings.module.css';

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

const useFound = (typed: string, choices: KeyChoices): readonly KeyAction[] => {
  const t = useT();
  const wanted = plain(typed);
  return keyActions.filter((action) => {
    const chord = chordFor(action, choices);
    return plain(t(`key.${action}`)).includes(wanted) || (chord !== null && plain(chordWords(chord, isMac)).includes(wanted));
  });
};

const save = (choices: KeyChoices): void => {
  const address = URL.createObjectURL(new Blob([writeKeyFile(choices)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'zuoxi-keys.json';
  link.click();
  URL.revokeObjectURL(address);
};

const Files = ({ choices }: { readonly choices: KeyChoices }) => {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isBad: boolean }>();
  const read = async (file: File): Promise<void> => {
    const found = readKeyFile(await file.text());
    if (found !== undefined) choosePreferences({ keys: found });
    setSaid(found === undefined ? { text: t('keyboard.importBad'), isBad: true } : { text: t('keyboard.imported', { count: Object.keys(found).length }), isBad: false });
  };
  return (
    <>
      <Button icon="download" onPress={() => save(choices)}>{t('keyboard.export')}</Button>
      <Button icon="file" onPress={() => input.current?.click()}>{t('keyboard.import')}</Button>
      <input
        ref={input} type="file" accept="application/json,.json" hidden aria-label={t('keyboard.import')} data-testid="key-file"
        onChange={(event) => { const [file] = event.target.files ?? []; event.target.value = ''; if (file !== undefined) void read(file); }}
      />
      {said !== undefined && <span className={styles.said} data-bad={said.isBad || undefined} role="status">{said.text}</span>}
    </>
  );
};

/** Every action and its keys; pressed anew they act at once. */
export const KeyboardPage = () => {
  const t = useT();
  const choices = usePreferences((preferences) => preferences.keys);
  const [typed, setTyped] = useState('');
  const found = useFound(typed, choices);
  const count = Object.keys(choices).length;
  return (
    <div className={page.text} data-testid="keyboard">
      <header className={styles.head}><h1>{t('keyboard.title')}</h1><HelpLink topic="keyboard" name={t('keyboard.title')} /></header>
      <p className={page.lead}>{t('keyboard.intro')}</p>
      <div className={styles.tools}>
        <Input className={styles.find} allowClear={clearable} aria-label={t('keyboard.search')} value={typed} placeholder={t('keyboard.search')} onChange={(event) => setTyped(event.target.value)} data-testid="key-search" />
        <Files choices={choices} />
        {count > 0 && (
          <>
            <Popconfirm title={t('keyboard.resetAsk')} okText={t('keyboard.resetAll')} cancelText={t('common.cancel')} onConfirm={() => choosePreferences({ keys: {} })}><Button icon="undo">{t('keyboard.resetAll')}</Button></Popconfirm>
            <span className={styles.count}>{t('keyboard.changed', { count })}</span>
          </>
        )}
      </div>
      {found.length === 0 && <EmptyLine>{t('keyboard.none')}</EmptyLine>}
      {keyGroups.map((group) => {
        const actions = found.filter((action) => keyEntry(action).group === group);
        return actions.length > 0 && <SettingGroup key={group} title={t(`keyGroup.${group}`)}><ul>{actions.map((action) => <KeyRow key={action} action={action} choices={choices} />)}</ul></SettingGroup>;
      })}
    </div>
  );
};
