import { useState } from 'react';
import { useFlagQueue } from '../../archive/queries/useFlags';
import { useT } from '../../i18n/useT';
import { EmptyLine } from '../../ui/EmptyLine';
import { HelpLink } from '../../ui/HelpLink';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { ConversationReader } from '../reader/ConversationReader';
import { ReaderAside } from '../reader/ReaderAside';
import { FlagFilters } from './FlagFilters';
import { FlagList } from './FlagList';
import { useFlagPlace } from './flagPlace';
import styles from './Flags.module.css';
import { FlagVerdict } from './FlagVerdict';
import { useVerdict } from './useVerdict';

const PAGE = 60;

/** The queue of flags, the record at the message chosen, and the verdict. */
export const FlagsPage = () => {
  const t = useT();
  const { query, chosen: chosenId } = useFlagPlace();
  const [limit, setLimit] = useState(PAGE);
  const queue = useFlagQueue(query, limit);
  const rows = queue?.rows ?? [];
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0];
  const verdict = useVerdict(rows, chosen);
  const line = chosen?.line;
  return (
    <div className={styles.page} data-has-record={line !== undefined || undefined}>
      <section className={styles.pane} aria-label={t('flags.label')}>
        <FlagFilters />
        {queue === undefined && <SkeletonRows rows={6} label={t('flags.label')} />}
        {queue !== undefined && rows.length === 0 && <EmptyLine action={<HelpLink topic="flags" name={t('supervision.flags')} />}>{t(query.state === 'open' ? 'flags.noneOpen' : 'flags.none')}</EmptyLine>}
        {rows.length > 0 && <FlagList rows={rows} chosen={chosen} onMore={() => { if (queue?.hasMore === true) setLimit(limit + PAGE); }} onStands={() => { if (chosen?.state === 'open') verdict.give('stands'); }} onDismiss={() => { if (chosen?.state === 'open') verdict.setDismissing(true); }} />}
      </section>
      <div className={styles.record}>
        {chosen !== undefined && <FlagVerdict flag={chosen} verdict={verdict} />}
        {chosen !== undefined && line !== undefined && <ConversationReader key={chosen.id} chosen={{ conversation: chosen.conversation, place: -line.back, seq: line.seq }} query="" />}
      </div>
      {chosen !== undefined && <ReaderAside conversation={chosen.conversation} />}
    </div>
  );
};
