import { useState } from 'react';
import { addDays, dayTextAt } from '#shared/rules/duties/days';
import type { DutyRule } from '#shared/rules/duties/dutyRules';
import { ruleWords } from '#shared/rules/rulePack';
import { standingOf, useDutyDay, type DutyAccountDay, type DutyDay, type DutyLine } from '../../archive/queries/dutyDay';
import { useRulePack } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { DutyItems } from '../../duties/DutyItems';
import { formatFull } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { openRecord } from '../../state/recordLinks';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useNow } from '../../ui/useNow';
import styles from './DutiesPage.module.css';

const LOOK_AGAIN_MS = 20_000;

const Cell = ({ day, of, line, now, isOpen, onToggle }: { readonly day: DutyDay; readonly of: DutyAccountDay; readonly line: DutyLine; readonly now: number; readonly isOpen: boolean; readonly onToggle: () => void }) => {
  const t = useT();
  const { state, done, needed, due, off } = standingOf(day, of, line, now);
  const words = state === 'notDue' ? t(`shifts.off.${off ?? 'offShift'}`) : t('duties.count', { done, needed });
  return (
    <button type="button" className={styles.cell} data-state={state} aria-expanded={isOpen} onClick={onToggle} aria-label={`${t(`duties.state.${state}`)} ${words}`} title={due === undefined ? undefined : t('duties.dueAt', { time: formatFull(due) })} data-testid="duty-cell">
      {(state === 'done' || state === 'late') && <Icon name="check" size={12} />}{state === 'missed' && <Icon name="alert" size={12} />}{words}
    </button>
  );
};

const Row = ({ day, of, rules, now, open, onOpen }: { readonly day: DutyDay; readonly of: DutyAccountDay; readonly rules: readonly DutyRule[]; readonly now: number; readonly open: string | undefined; readonly onOpen: (key: string | undefined) => void }) => {
  const t = useT();
  const people = usePeople();
  const key = (rule: string): string => `${of.account.id} ${of.holder} ${rule}`;
  const line = of.lines.find(({ rule }) => key(rule.id) === open);
  return (
    <>
      <tr data-testid="duty-row">
        <td>{people?.get(of.holder)?.name}</td><td>{of.account.name}</td>
        {rules.map(({ id }) => {
          const own = of.lines.find(({ rule }) => rule.id === id);
          return <td key={id}>{own === undefined ? '–' : <Cell day={day} of={of} line={own} now={now} isOpen={open === key(id)} onToggle={() => onOpen(open === key(id) ? undefined : key(id))} />}</td>;
        })}
      </tr>
      {line !== undefined && (
        <tr><td colSpan={2 + rules.length}>
          {line.items.length === 0 ? <small>{t('duties.nothingYet')}</small> : <DutyItems items={line.items} onOpen={(conversation, at) => openRecord({ conversation, at: at ?? line.items[0]?.at ?? now })} mayUndo={() => true} />}
        </td></tr>
      )}
    </>
  );
};

/** Accounts and who holds them against the duties of a day; a cell opens what shows it. */
export const DutyTable = () => {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useRulePack().calendar;
  const today = dayTextAt(offsetMinutes, now);
  const [chosen, setChosen] = useState<string>();
  const [open, setOpen] = useState<string>();
  const day = chosen ?? today;
  const found = useDutyDay(day, now - (now % LOOK_AGAIN_MS));
  const rules = [...new Map((found?.accounts ?? []).flatMap(({ lines }) => lines.map(({ rule }) => [rule.id, rule] as const))).values()];
  return (
    <div className={styles.wide}>
      <div className={styles.tools}>
        <IconButton icon="chevronLeft" label={t('duties.dayBefore')} onPress={() => setChosen(addDays(day, -1))} />
        <input type="date" value={day} max={today} aria-label={t('duties.day')} onChange={(event) => { if (event.target.value !== '') setChosen(event.target.value); }} data-testid="duties-day" />
        <IconButton icon="chevronRight" label={t('duties.dayAfter')} isDisabled={day >= today} onPress={() => setChosen(addDays(day, 1))} />
      </div>
      {found === undefined && <SkeletonRows rows={4} label={t('duties.view.table')} />}
      {found?.accounts.length === 0 && <p className={styles.none}>{t('duties.nobodyHolds')}</p>}
      {found !== undefined && found.accounts.length > 0 && (
        <table className={styles.table}>
          <thead><tr><th>{t('duties.person')}</th><th>{t('duties.account')}</th>{rules.map((rule) => <th key={rule.id} title={rule.clause}>{ruleWords(rule.title, locale)}</th>)}</tr></thead>
          <tbody>{found.accounts.map((of) => <Row key={`${of.account.id} ${of.holder}`} day={found} of={of} rules={rules} now={now} open={open} onOpen={setOpen} />)}</tbody>
        </table>
      )}
    </div>
  );
};
