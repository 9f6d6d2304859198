import type { CustomerRow } from '../../archive/schema/rows';
import { formatShort } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { ClassifiedTags } from './ClassifiedTags';
import { FreeTags } from './FreeTags';
import { useTagging } from './useTagging';
import styles from './CustomerPanel.module.css';

const DAY_MS = 86_400_000;

/** Name, remark, how long known, stage, and every tag with where it came from. */
export const CustomerHead = ({ customer }: { readonly customer: CustomerRow }) => {
  const t = useT();
  const tagging = useTagging(customer);
  const hasRemark = customer.remark !== undefined && customer.remark !== '' && customer.remark !== customer.name;
  const days = Math.floor((Date.now() - customer.firstAt) / DAY_MS);
  return (
    <section className={styles.section}>
      <div className={styles.who}>
        <h1 className={styles.name} title={customer.name}>{hasRemark ? customer.remark : customer.name}</h1>
      </div>
      <p className={styles.aside}>
        {hasRemark && <>{t('customer.nickname', { name: customer.name })} · </>}
        {customer.firstAt > 0 ? t('customer.since', { date: formatShort(customer.firstAt), count: Math.max(1, days + 1) }) : t('customer.noMessage')}
      </p>
      <StageToggle stage={customer.stage} onChange={tagging.setStage} />
      <ClassifiedTags customer={customer} tagging={tagging} />
      <FreeTags customer={customer} tagging={tagging} />
      {tagging.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(tagging.error.code, tagging.error.data)}</p>}
    </section>
  );
};

const stages = ['potential', 'deal'] as const;

const StageToggle = ({ stage, onChange }: { readonly stage: CustomerRow['stage']; readonly onChange: (stage: CustomerRow['stage']) => void }) => {
  const t = useT();
  return (
    <div className={styles.stage} role="group" aria-label={t('customer.stage')}>
      {stages.map((one) => <button key={one} type="button" aria-pressed={stage === one} onClick={() => onChange(one)} data-testid={`stage-${one}`}>{t(`customer.stage.${one}`)}</button>)}
    </div>
  );
};
