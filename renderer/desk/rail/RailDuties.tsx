import { useSyncExternalStore } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { dayTextAt } from '#shared/rules/duties/days';
import { ruleWords } from '#shared/rules/rulePack';
import { standingOf, useDutyDay, type DutyDay } from '../../archive/queries/dutyDay';
import { useRulePack } from '../../archive/queries/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { showMine } from '../../state/view';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import styles from './RailDuties.module.css';

/** What the records count is looked at again after so long, ms. */
const LOOK_AGAIN_MS = 60_000;

type Sum = { readonly id: string; readonly title: string; readonly done: number; readonly needed: number };

/** One line a duty over all accounts a person holds; days off ask for nothing. */
const sumsOf = (day: DutyDay, me: PersonId, now: number, titleOf: (rule: DutyDay['accounts'][number]['lines'][number]['rule']) => string): readonly Sum[] => {
  const sums = new Map<string, Sum>();
  for (const of of day.accounts.filter(({ holder }) => holder === me)) {
    for (const line of of.lines) {
      const standing = standingOf(day, of, line, now);
      if (standing.state === 'notDue') continue;
      const before = sums.get(line.rule.id);
      sums.set(line.rule.id, { id: line.rule.id, title: titleOf(line.rule), done: (before?.done ?? 0) + Math.min(standing.done, standing.needed), needed: (before?.needed ?? 0) + standing.needed });
    }
  }
  return [...sums.values()];
};

const Card = () => {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const me = useMe();
  const { offsetMinutes } = useRulePack().calendar;
  const day = useDutyDay(dayTextAt(offsetMinutes, now), now - (now % LOOK_AGAIN_MS));
  const sums = day === undefined || me === undefined ? [] : sumsOf(day, me, now, ({ title }) => ruleWords(title, locale));
  if (sums.length === 0) return null;
  const done = sums.filter((sum) => sum.done >= sum.needed).length;
  return (
    <button type="button" className={styles.card} onClick={() => showMine('today')} data-testid="rail-duties">
      <span className={styles.head}><b>{t('duties.mine')}</b><small>{done} / {sums.length}</small></span>
      {sums.map(({ id, title, ...sum }) => (
        <span key={id} className={styles.line} data-done={sum.done >= sum.needed || undefined} title={title}>
          <span className={styles.mark}>{sum.done >= sum.needed && <Icon name="check" size={12} label={t('duties.state.done')} />}</span>
          <span className={styles.title}>{title}</span>
          <small>{t('duties.count', sum)}</small>
        </span>
      ))}
    </button>
  );
};

/** Elsewhere the rail has no room for it, and nothing is read for nobody. */
const room = matchMedia('(min-width: 1600px) and (min-height: 700px)');
const followRoom = (listener: () => void): (() => void) => {
  room.addEventListener('change', listener);
  return () => room.removeEventListener('change', listener);
};

/** The day's duties of the person signed in, in a glance; pressed, the page they are done on. Nothing for who holds no account. */
export const RailDuties = () => (useSyncExternalStore(followRoom, () => room.matches) ? <Card /> : null);
