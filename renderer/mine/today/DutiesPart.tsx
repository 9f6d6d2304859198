import { useState } from 'react';
import type { AccountId, PersonId } from '#shared/domain/ids';
import { ruleWords } from '#shared/rules/rulePack';
import { standingOf, useDutyDay, type DutyAccountDay, type DutyDay, type DutyLine } from '../../archive/queries/dutyDay';
import { EvidenceDialog } from '../../duties/EvidenceDialog';
import { DutyItems } from '../../duties/DutyItems';
import { openAtMessage } from '../../duties/openAtMessage';
import { formatMoment } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import styles from './TodayPage.module.css';

/** What the records count is looked at again after so long, ms. */
const LOOK_AGAIN_MS = 20_000;

type Target = { readonly account: AccountId; readonly duty: string };

const Line = ({ day, of, line, now, me, onAdd }: { readonly day: DutyDay; readonly of: DutyAccountDay; readonly line: DutyLine; readonly now: number; readonly me: PersonId; readonly onAdd: (target: Target) => void }) => {
  const t = useT();
  const locale = useLocale();
  const standing = standingOf(day, of, line, now);
  const { rule } = line;
  const isDone = standing.state === 'done' || standing.state === 'late';
  return (
    <li className={styles.duty} data-testid="my-duty" data-duty={rule.id} data-state={standing.state}>
      <span className={styles.mark} data-state={standing.state} role="img" aria-label={t(`duties.state.${standing.state}`)}>{isDone ? <Icon name="check" size={12} /> : standing.state === 'missed' && <Icon name="close" size={12} />}</span>
      <div>
        <p title={rule.clause}>{ruleWords(rule.title, locale)}<small>{t('duties.count', { done: standing.done, needed: standing.needed })}</small></p>
        <DutyItems items={line.items} onOpen={openAtMessage} mayUndo={(row) => row.person === me} />
        {line.items.length === 0 && <small className={styles.how}>{t(`duties.how.${rule.counts}`)}</small>}
      </div>
      <span className={styles.side}>
        {standing.state === 'missed' && <Tag tone="bad">{t('duties.state.missed')}</Tag>}
        {standing.state === 'late' && <Tag tone="warn">{t('duties.state.late')}</Tag>}
        {standing.state === 'notDue' && <Tag>{t(`shifts.off.${standing.off ?? 'offShift'}`)}</Tag>}
        {standing.state === 'open' && standing.due !== undefined && <Tag icon="clock">{t('duties.by', { time: formatMoment(standing.due) })}</Tag>}
        <Button size="small" icon="plus" onPress={() => onAdd({ account: of.account.id, duty: rule.id })} testId="duty-add">{t('duties.evidence')}</Button>
      </span>
    </li>
  );
};

/** The day's duties of every account this person holds, with what counts towards each. */
export const DutiesPart = ({ me, day }: { readonly me: PersonId; readonly day: string }) => {
  const t = useT();
  const now = useNow();
  const found = useDutyDay(day, now - (now % LOOK_AGAIN_MS));
  const [target, setTarget] = useState<Target>();
  const mine = found?.accounts.filter(({ holder }) => holder === me) ?? [];
  return (
    <section className={styles.part} aria-label={t('duties.mine')}>
      <div className={styles.head}><h2>{t('duties.mine')}</h2></div>
      {found === undefined && <SkeletonRows rows={3} label={t('duties.mine')} />}
      {found !== undefined && mine.length === 0 && <p className={styles.none}>{t('duties.noAccount')}</p>}
      {found !== undefined && mine.map((of) => (
        <div key={of.account.id}>
          {mine.length > 1 && <h3 className={styles.account}>{of.account.name}</h3>}
          <ul className={styles.list}>{of.lines.map((line) => <Line key={line.rule.id} day={found} of={of} line={line} now={now} me={me} onAdd={setTarget} />)}</ul>
        </div>
      ))}
      {target !== undefined && <EvidenceDialog accounts={mine} day={day} target={target} onClose={() => setTarget(undefined)} />}
    </section>
  );
};
