import { Modal } from 'antd';
import { useState } from 'react';
import { MOST_LEVELS } from '#shared/domain/wording';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { restingDialog } from '../../ui/theme';
import { useWork } from '../../wordings/useWork';
import { categoryPath } from '../../wordings/wordingDraft';
import { isWithin, movedPath } from './wordingTree';
import styles from './Wordings.module.css';

/** The words of a row as the engine takes them: without what the archive adds. */
const wordingIn = ({ id, title, category, shortcut, parts, more, accounts, owner, expiresAt }: WordingRow) =>
  ({ id, title, category, shortcut, parts, accounts, ...(more !== undefined && { more }), ...(owner !== undefined && { owner }), ...(expiresAt !== undefined && { expiresAt }) });

/** Renames a branch or hangs it elsewhere: every wording in it gets a new version, all or none. */
export const MoveCategory = ({ from, rows, onDone }: { readonly from: readonly string[]; readonly rows: readonly WordingRow[]; readonly onDone: (to: readonly string[] | undefined) => void }) => {
  const t = useT();
  const [typed, setTyped] = useState(from.join('/'));
  const work = useWork();
  const to = categoryPath(typed);
  const inside = rows.filter((row) => isWithin(row.category, from));
  const isTooDeep = inside.some((row) => movedPath(row.category, from, to).length > MOST_LEVELS) || to.some((level) => level.length > 40);
  const isSame = to.join('/') === from.join('/');
  const move = async (): Promise<void> => {
    const wordings = inside.map((row) => ({ wording: { ...wordingIn(row), category: movedPath(row.category, from, to) }, base: row.version }));
    if (await work.run(() => desk.call('wording.saveMany', { origin: 'moved', wordings }))) onDone(to);
  };
  return (
    <Modal {...restingDialog} open centered width={440} title={t('wordings.move.title', { name: from.at(-1) ?? '' })} footer={null} onCancel={() => onDone(undefined)} destroyOnHidden>
      <form onSubmit={(event) => { event.preventDefault(); void move(); }}>
        <TextField label={t('wordings.move.to')} value={typed} onChange={setTyped} hasFocus help={t('wordings.move.help', { count: inside.length })} error={isTooDeep ? t('wording.trouble.tooDeep') : undefined} />
        {work.problem !== undefined && <p className={styles.problem} role="alert">{work.problem}</p>}
        <div className={styles.buttons}><Button type="submit" kind="primary" isDisabled={work.isRunning || isTooDeep || isSame || inside.length === 0}>{t('wordings.move.run', { count: inside.length })}</Button><Button onPress={() => onDone(undefined)}>{t('common.cancel')}</Button></div>
      </form>
    </Modal>
  );
};
