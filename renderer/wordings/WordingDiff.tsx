import { useMemo } from 'react';
import type { Wording } from '#shared/domain/wording';
import { useT } from '../i18n/useT';
import { DiffText } from '../ui/DiffText';
import { useScopeName } from './useScopeName';
import { wordingChanges, type MessageChange } from './wordingChanges';
import styles from './WordingDiff.module.css';

const MessageDiff = ({ change, isOne }: { readonly change: MessageChange; readonly isOne: boolean }) => {
  const t = useT();
  return (
    <div className={styles.message}>
      {!isOne && <small>{t('wording.messageNumber', { number: change.at + 1 })}</small>}
      <DiffText pieces={change.pieces} />
      {change.mediaGone.map((name) => <del key={`-${name}`} className={styles.media}>{name}</del>)}
      {change.mediaNew.map((name) => <ins key={`+${name}`} className={styles.media}>{name}</ins>)}
    </div>
  );
};

/** What changes from one version to another: fields that differ, then all messages with their changed characters. */
export const WordingDiff = ({ before, after }: { readonly before: Wording | undefined; readonly after: Wording }) => {
  const t = useT();
  const scopeName = useScopeName();
  const changes = useMemo(() => wordingChanges(before, after, scopeName), [before, after, scopeName]);
  return (
    <div className={styles.diff} data-testid="wording-diff">
      {changes.isSame && <p className={styles.quiet}>{t('wording.diff.same')}</p>}
      {changes.fields.length > 0 && (
        <dl className={styles.fields}>
          {changes.fields.map(({ field, before: was, after: is }) => (
            <div key={field}><dt>{t(`wording.field.${field}`)}</dt><dd>{was !== '' && <del>{was}</del>} {is === '' ? <span className={styles.quiet}>{t('wording.diff.none')}</span> : <ins>{is}</ins>}</dd></div>
          ))}
        </dl>
      )}
      {changes.messages.map((change) => <MessageDiff key={change.at} change={change} isOne={changes.messages.length === 1} />)}
    </div>
  );
};
