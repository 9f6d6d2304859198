import { useState } from 'react';
import type { Variables } from '#shared/text/wordingText';
import { desk } from '../../../bridge/desk';
import type { WordingRow } from '../../../archive/schema/wordingRows';
import { errorSentence } from '../../../i18n/translate';
import { useT } from '../../../i18n/useT';
import { Button, IconButton, LinkButton } from '../../../ui/Button';
import { useCommand } from '../../conversation/useCommand';
import { groupByCategory } from './groupByCategory';
import { WordingPreview } from '../WordingPreview';
import styles from './WordingDrawer.module.css';

/** Prepared answers by category; one opened shows how it will read here. */
export const WordingList = ({ rows, isGrouped, canManage, variables, onInsert, onEdit }: {
  readonly rows: readonly WordingRow[]; readonly isGrouped: boolean; readonly canManage: boolean; readonly variables: Variables;
  readonly onInsert: (row: WordingRow) => void; readonly onEdit: (row: WordingRow) => void;
}) => {
  const t = useT();
  const [opened, setOpened] = useState<string>();
  const groups = isGrouped ? groupByCategory(rows) : [{ category: '', rows }];
  return (
    <div className={styles.list}>
      {groups.map((group) => (
        <section key={group.category}>
          {isGrouped && rows.length > 0 && <h2 className={styles.category}>{group.category === '' ? t('wording.uncategorised') : group.category}<span>{group.rows.length}</span></h2>}
          <ul>
            {group.rows.map((row) => (
              <li key={row.id} className={styles.one} data-open={opened === row.id || undefined}>
                <button type="button" className={styles.line} aria-expanded={opened === row.id} onClick={() => setOpened(opened === row.id ? undefined : row.id)} onDoubleClick={() => onInsert(row)}>
                  <span className={styles.name}>{row.title}</span>
                  {row.shortcut !== '' && <span className={styles.shortcut}>/{row.shortcut}</span>}
                  <span className={styles.scope}>{row.owner !== undefined ? t('wording.mine') : row.accounts.length === 0 ? t('wording.shared') : t('wording.accountOnly')}</span>
                </button>
                {opened === row.id && <Opened row={row} canRemove={canManage || row.owner !== undefined} editLabel={t(canManage ? 'wording.edit' : 'wording.proposeEdit')} variables={variables} onInsert={() => onInsert(row)} onEdit={() => onEdit(row)} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

const Opened = ({ row, canRemove, editLabel, variables, onInsert, onEdit }: { readonly row: WordingRow; readonly canRemove: boolean; readonly editLabel: string; readonly variables: Variables; readonly onInsert: () => void; readonly onEdit: () => void }) => {
  const t = useT();
  const removal = useCommand();
  const [isAsking, setAsking] = useState(false);
  const remove = (): void => void removal.run(() => desk.call('wording.remove', { wording: row.id }));
  return (
    <div className={styles.opened}>
      <WordingPreview row={row} variables={variables} />
      <div className={styles.actions}>
        <Button size="small" kind="primary" onPress={onInsert} testId="wording-insert">{t('wording.insert')}</Button>
        {!isAsking && <IconButton icon="pencil" label={editLabel} onPress={onEdit} testId="wording-edit" />}
        {canRemove && !isAsking && <IconButton icon="trash" label={t('wording.remove')} onPress={() => setAsking(true)} />}
        {isAsking && (
          <span className={styles.ask} role="alert">
            {t('wording.remove.ask')} <LinkButton onPress={remove} isDisabled={removal.isRunning} testId="wording-remove-confirm">{t('wording.remove')}</LinkButton> <LinkButton onPress={() => setAsking(false)}>{t('common.cancel')}</LinkButton>
          </span>
        )}
        {removal.error !== undefined && <span className={styles.trouble} role="alert">{errorSentence(removal.error.code, removal.error.data)}</span>}
      </div>
    </div>
  );
};
