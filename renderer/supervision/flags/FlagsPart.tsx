import type { ConversationId } from '#shared/domain/ids';
import { ruleWords } from '#shared/rules/rulePack';
import { useConversationFlags } from '../../archive/queries/useFlags';
import { formatMoment } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { showSupervision } from '../../state/view';
import { chooseFlag, useFlagPlace } from './flagPlace';
import styles from './Flags.module.css';

const SHOWN = 12;

/** What was flagged in the record being read, newest first; opens it in the queue. */
export const FlagsPart = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const locale = useLocale();
  const flags = useConversationFlags(conversation);
  const open = (id: NonNullable<typeof flags>[number]['id']): void => {
    useFlagPlace.setState({ query: {} });
    chooseFlag(id);
    showSupervision('flags');
  };
  return (
    <section aria-label={t('supervision.flags')} data-testid="flags-part">
      <header><h2>{t('supervision.flags')}</h2>{flags !== undefined && flags.length > 0 && <span>{t('flags.countHere', { count: flags.length })}</span>}</header>
      {flags?.length === 0 && <p>{t('flags.noneHere')}</p>}
      <ul>{flags?.slice(0, SHOWN).map((flag) => (
        <li key={flag.id}>
          <button type="button" className={styles.partLink} onClick={() => open(flag.id)} title={formatMoment(flag.at)}>{ruleWords(flag.title, locale)}</button>
          <span className={styles.partState} data-state={flag.state}>{t(`flag.state.${flag.state}`)}</span>
        </li>
      ))}</ul>
    </section>
  );
};
