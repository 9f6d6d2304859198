import { messagesOf } from '#shared/domain/wording';
import type { Variables } from '#shared/text/wordingText';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useWordingShelf } from '../../archive/queries/useWordings';
import { useT } from '../../i18n/useT';
import { WordingWords } from '../../wordings/WordingWords';
import styles from './WordingPopup.module.css';

/** How a wording will read here: values filled in, blanks as fields, the first one outlined. */
export const WordingPreview = ({ row, variables }: { readonly row: WordingRow; readonly variables: Variables }) => {
  const t = useT();
  const uses = useWordingShelf()?.counts.get(row.id)?.uses ?? 0;
  const messages = messagesOf(row).length;
  return (
    <div className={styles.preview} aria-hidden data-testid="wording-preview">
      <WordingWords wording={row} variables={variables} marksBlank />
      <p className={styles.facts}>
        {uses === 0 ? t('wording.unused') : t('wording.uses', { count: uses })}
        {messages > 1 && <> · {t('wording.messages', { count: messages })}</>}
      </p>
    </div>
  );
};
