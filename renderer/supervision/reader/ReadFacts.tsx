import { textOf } from '#shared/domain/message';
import type { UsedWording } from '../../archive/queries/useRecordFacts';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatLimit, formatSpanWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { DiffText } from '../../ui/DiffText';
import { Icon } from '../../ui/Icon';
import { textDiff } from '../../ui/textDiff';
import type { LineFacts } from './lineFacts';
import type { Wait } from './replay';
import styles from './Facts.module.css';

/** Before a reply that came too late. */
export const ReadWait = ({ wait }: { readonly wait: Wait }) => {
  const t = useT();
  if (wait.overdueFrom === undefined) return null;
  return <div className={styles.late} role="note"><span><Icon name="clock" size={14} />{t('reader.late', { span: formatSpanWords(wait.to - wait.from), limit: formatLimit(wait.limit ?? 0) })}</span></div>;
};

/** Which wording a reply came from and what the person made of it. */
const Wording = ({ row, wording }: { readonly row: TimelineRow; readonly wording: UsedWording }) => {
  const t = useT();
  const name = wording.title === '' ? t('reader.wordingGone') : wording.title;
  return (
    <div className={styles.wording} data-testid="reader-wording">
      <span><Icon name="template" size={12} />{wording.version === undefined ? t('reader.wording', { name }) : t('reader.wordingVersion', { name, version: wording.version })}</span>
      {wording.offered !== undefined && <p><b>{t('reader.wordingChanged')}</b> <DiffText pieces={textDiff(wording.offered, textOf(row.versions?.[0]?.parts ?? row.parts ?? []))} /></p>}
    </div>
  );
};

/** Below a message: which wording it came from, how long the customer had waited for it. */
export const ReadFacts = ({ row, facts: { wording, wait } }: { readonly row: TimelineRow; readonly facts: LineFacts }) => {
  const t = useT();
  if (wording === undefined && wait === undefined) return null;
  return (
    <div className={styles.facts}>
      {wait !== undefined && wait.overdueFrom === undefined && <span>{t('reader.answeredIn', { span: formatSpanWords(wait.to - wait.from) })}</span>}
      {wording !== undefined && <Wording row={row} wording={wording} />}
    </div>
  );
};
