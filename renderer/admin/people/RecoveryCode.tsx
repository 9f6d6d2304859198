import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { copyText } from '../../ui/copyText';
import { Button } from '../../ui/Button';
import styles from './RecoveryCode.module.css';

/** What goes on paper, outside the window's own layout. */
const Sheet = ({ code, name }: { readonly code: string; readonly name: string }) => {
  const t = useT();
  const [madeAt] = useState(() => Date.now());
  useEffect(() => {
    document.body.dataset['print'] = 'code';
    return () => { delete document.body.dataset['print']; };
  }, []);
  return createPortal(
    <div className={styles.sheet} aria-hidden>
      <h1>{t('app.name')} · {t('recovery.title')}</h1>
      <p>{name} · {formatFull(madeAt)}</p>
      <p className={styles.code}>{code}</p>
      <p>{t('recovery.how')}</p>
    </div>,
    document.body,
  );
};

/** A one-time code on the only screen that ever shows it; `onDone` when its person says it is kept. */
export const RecoveryCode = ({ code, name, doneLabel, onDone }: { readonly code: string; readonly name: string; readonly doneLabel: string; readonly onDone: () => void }) => {
  const t = useT();
  const [isKept, setKept] = useState(false);
  const [isCopied, setCopied] = useState<boolean>();
  const copy = (): void => { setCopied(copyText(code)); };
  return (
    <div className={styles.box}>
      <p>{t('recovery.about')}</p>
      <output className={styles.code} aria-label={t('recovery.title')} data-testid="recovery-code">{code}</output>
      <div className={styles.acts}>
        <Button size="small" icon="copy" onPress={copy} testId="recovery-copy">{t('recovery.copy')}</Button>
        <Button size="small" icon="file" onPress={() => window.print()}>{t('recovery.print')}</Button>
        {isCopied !== undefined && <span role="status">{t(isCopied ? 'recovery.copied' : 'recovery.notCopied')}</span>}
      </div>
      <p className={styles.quiet}>{t('recovery.limits')}</p>
      <label className={styles.kept}><input type="checkbox" checked={isKept} onChange={(event) => setKept(event.target.checked)} data-testid="recovery-kept" />{t('recovery.kept')}</label>
      <div className={styles.end}><Button kind="primary" isDisabled={!isKept} onPress={onDone} testId="recovery-done">{doneLabel}</Button></div>
      <Sheet code={code} name={name} />
    </div>
  );
};
