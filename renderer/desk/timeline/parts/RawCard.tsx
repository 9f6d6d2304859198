import { useState } from 'react';
import type { Json } from '#shared/domain/json';
import { useT } from '../../../i18n/useT';
import { LinkButton } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import styles from './Parts.module.css';

const LONGEST = 20_000;

const rawText = (raw: Json): string => {
  const text = JSON.stringify(raw, null, 2);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text;
};

/** Something this build does not understand: visible, named, and its raw form readable as text. */
export const RawCard = ({ words, raw }: { readonly words: string; readonly raw?: Json }) => {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className={styles.stack}>
      <span className={styles.unsupported}>
        <Icon name="question" size={14} /><span>{words}</span>
        {raw !== undefined && <LinkButton onPress={() => setOpen(!isOpen)}>{isOpen ? t('timeline.raw.hide') : t('timeline.raw.show')}</LinkButton>}
      </span>
      {isOpen && raw !== undefined && <pre className={styles.raw} tabIndex={0}>{rawText(raw)}</pre>}
    </span>
  );
};
