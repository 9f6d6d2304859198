import type { CustomerId } from '#shared/domain/ids';
import type { Stage } from '#shared/domain/customer';
import type { PersonView } from '../../archive/queries/persons';
import { desk } from '../../bridge/desk';
import { formatShort } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { useCommand } from '../conversation/useCommand';
import { ClassifiedTags } from './ClassifiedTags';
import styles from './CustomerPanel.module.css';
import { FreeTags } from './FreeTags';
import own from './Person.module.css';
import { Suggestions } from './Suggestions';
import { useTagging } from './useTagging';

const DAY_MS = 86_400_000;

const Star = ({ person, file }: { readonly person: PersonView; readonly file: CustomerId }) => {
  const t = useT();
  const command = useCommand();
  const { starred } = person.profile;
  const label = t(starred ? 'customer.unstar' : 'customer.star');
  return (
    <button type="button" className={own.star} aria-pressed={starred} aria-label={label} title={label} onClick={() => void command.run(() => desk.call('customer.star', { customer: file, starred: !starred }))} data-testid="customer-star">
      <Icon name="star" solid={starred} />
    </button>
  );
};

/** Name, key customer, how long known, stage, and every tag with where it came from; then what could be added. */
export const CustomerHead = ({ person, file }: { readonly person: PersonView; readonly file: CustomerId }) => {
  const t = useT();
  const tagging = useTagging(person.profile, file);
  const current = person.files.find((one) => one.id === file);
  const nickname = current?.name ?? '';
  const hasOther = nickname !== '' && nickname !== person.title;
  const { firstAt } = person.profile;
  const days = Math.floor((Date.now() - firstAt) / DAY_MS);
  return (
    <section className={styles.section}>
      <div className={styles.who}>
        <h1 className={styles.name} title={person.title}>{person.title}</h1>
        <Star person={person} file={file} />
      </div>
      <p className={styles.aside}>
        {hasOther && <>{t('customer.nickname', { name: nickname })} · </>}
        {firstAt > 0 ? t('customer.since', { date: formatShort(firstAt), count: Math.max(1, days + 1) }) : t('customer.noMessage')}
      </p>
      <StageToggle stage={person.profile.stage} onChange={tagging.setStage} />
      <ClassifiedTags customer={person.profile} tagging={tagging} />
      <div className={styles.tags}>
        <FreeTags customer={person.profile} tagging={tagging} kind="free" />
        <FreeTags customer={person.profile} tagging={tagging} kind="group" />
      </div>
      <Suggestions person={person} file={file} />
      {tagging.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(tagging.error.code, tagging.error.data)}</p>}
    </section>
  );
};

const stages = ['potential', 'deal'] as const;

const StageToggle = ({ stage, onChange }: { readonly stage: Stage; readonly onChange: (stage: Stage) => void }) => {
  const t = useT();
  return (
    <div className={styles.stage} role="group" aria-label={t('customer.stage')}>
      {stages.map((one) => <button key={one} type="button" aria-pressed={stage === one} onClick={() => onChange(one)} data-testid={`stage-${one}`}>{t(`customer.stage.${one}`)}</button>)}
    </div>
  );
};
