import { useState } from 'react';
import { desk } from '../../bridge/desk';
import type { QueuedFlag } from '../../archive/queries/useFlags';
import { sentenceOf } from '../../i18n/sentenceOf';
import { chooseFlag } from './flagPlace';
import type { Verdict } from './FlagVerdict';

/** Judges the chosen flag and goes on to the next one of the list. */
export const useVerdict = (rows: readonly QueuedFlag[], chosen: QueuedFlag | undefined): Verdict => {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ readonly flag: string; readonly words: string }>();
  const [dismissing, setDismissing] = useState<string>();
  const give = (verdict: 'stands' | 'dismissed' | 'open', reason?: string): void => {
    if (chosen === undefined || isBusy) return;
    const at = rows.findIndex(({ id }) => id === chosen.id);
    const next = rows[at + 1] ?? rows[at - 1];
    setBusy(true);
    setFailed(undefined);
    desk.call('flag.review', { flag: chosen.id, conversation: chosen.conversation, verdict, ...(reason !== undefined && { reason }) }).then(() => {
      setDismissing(undefined);
      if (verdict !== 'open' && chosen.state === 'open' && next !== undefined) chooseFlag(next.id);
    }, (cause: unknown) => setFailed({ flag: chosen.id, words: sentenceOf(cause) })).finally(() => setBusy(false));
  };
  return {
    isBusy, give, problem: failed?.flag === chosen?.id ? failed?.words : undefined,
    isDismissing: dismissing !== undefined && dismissing === chosen?.id, setDismissing: (is) => setDismissing(is ? chosen?.id : undefined),
  };
};
