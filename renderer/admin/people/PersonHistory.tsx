import type { PersonId } from '#shared/domain/ids';
import { usePersonFacts } from '../../archive/queries/usePersonFacts';
import type { PersonFactRow, PersonRow } from '../../archive/schema/personRows';
import { formatFull, formatShort, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import styles from '../accounts/Accounts.module.css';
import { factText } from './factText';
import own from './People.module.css';

const SHOWN = 50;

const moment = (at: number): string => {
  const short = formatShort(at);
  return short.includes(':') ? formatTime(at, true) : `${short.slice(-5)} ${formatTime(at)}`;
};

/** Another person's name where it was not the person's own doing. */
const byOther = (row: PersonFactRow, people: ReadonlyMap<PersonId, PersonRow>): string | undefined =>
  row.by === undefined || row.by === row.person ? undefined : people.get(row.by)?.name;

/** What happened to and by this person, newest first, as the ledger has it. */
export const PersonHistory = ({ person, people }: { readonly person: PersonId; readonly people: ReadonlyMap<PersonId, PersonRow> }) => {
  const t = useT();
  const rows = usePersonFacts(person, SHOWN);
  return (
    <section className={styles.section} aria-label={t('people.history')}>
      <h3>{t('people.history')}{rows !== undefined && rows.length > 0 && <span>{t('people.history.aside', { count: rows.length })}</span>}</h3>
      {rows?.length === 0 && <p className={styles.quiet}>{t('people.history.empty')}</p>}
      <ol className={own.history} data-testid="person-history">
        {rows?.map((row) => {
          const other = byOther(row, people);
          const reason = row.data['reason'];
          return (
            <li key={row.back}>
              <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{moment(row.at)}</time>
              <div><span data-bad={row.type === 'session.failed' || undefined}>{factText(t, row)}</span>{other !== undefined && <small>{t('people.fact.by', { name: other })}</small>}{typeof reason === 'string' && <p>{t('people.approve.reason', { reason })}</p>}</div>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
