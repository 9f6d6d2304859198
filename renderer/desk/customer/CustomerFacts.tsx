import { Fragment, useState } from 'react';
import type { ChannelKind } from '#shared/domain/account';
import type { CustomerRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { coverText, factLines, type FactLine } from './factText';
import styles from './CustomerPanel.module.css';

/** What the platform tells about the person; private facts are covered until asked for. */
export const CustomerFacts = ({ customer, channel }: { readonly customer: CustomerRow; readonly channel: ChannelKind | undefined }) => {
  const t = useT();
  const lines = factLines(customer.facts ?? {}, channel);
  if (lines.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('customer.facts')}<span>{t('customer.factsSource')}</span></h2>
      <dl className={styles.facts}>
        {lines.map((line) => <Fragment key={line.key}><dt>{line.label}</dt><Fact line={line} /></Fragment>)}
      </dl>
    </section>
  );
};

const Fact = ({ line }: { readonly line: FactLine }) => {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <dd>{line.isCovered && !isOpen ? coverText(line.text) : line.text}</dd>
      <dd className={styles.source}>
        {line.isCovered && <button type="button" className={styles.eye} aria-pressed={isOpen} aria-label={t('customer.uncover', { label: line.label })} title={t('customer.uncover', { label: line.label })} onClick={() => setOpen(!isOpen)}><Icon name="eye" size={14} /></button>}
      </dd>
    </>
  );
};
