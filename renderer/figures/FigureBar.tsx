import type { ReactNode } from 'react';
import type { AccountId, PersonId } from '#shared/domain/ids';
import { periodNames, type PeriodName } from '#shared/rules/figures/period';
import { useArchiveState } from '../archive/queries/connection';
import { useAccounts } from '../archive/queries/useAccounts';
import { usePeople } from '../archive/queries/usePeople';
import type { Figures } from '../archive/queries/useFigures';
import { formatTime } from '../i18n/format';
import { useT } from '../i18n/useT';
import { channelName } from '../state/forms';
import { Button, IconButton } from '../ui/Button';
import { MenuLine } from '../ui/Menu';
import { chooseFigures, useFigureChoice, type FigureChoice } from './figureChoice';
import styles from './Figures.module.css';
import { dayField, dayOfField, dayText } from './figureWords';
import { OneOf, type Option } from './OneOf';

const PeriodPick = () => {
  const t = useT();
  const { name, own } = useFigureChoice();
  const options: readonly Option<PeriodName | 'own'>[] = periodNames.map((value) => ({ value, label: t(`figures.period.${value}`) }));
  const all = name === 'own' ? [...options, { value: 'own' as const, label: `${dayText(own.from)} – ${dayText(own.to - 1)}` }] : options;
  const take = (from: number | undefined, to: number | undefined): void => {
    if (from !== undefined && to !== undefined && from < to) chooseFigures((choice) => ({ ...choice, name: 'own', own: { from, to } }));
  };
  return (
    <OneOf label={t('figures.period')} options={all} chosen={name} onChange={(value) => chooseFigures((choice) => ({ ...choice, name: value }))} testId="figures-period">
      <MenuLine />
      <div className={styles.days}>
        <label>{t('figures.from')}<input type="date" value={dayField(own.from)} max={dayField(own.to - 1)} onChange={({ target }) => take(dayOfField(target.value), own.to)} /></label>
        <label>{t('figures.to')}<input type="date" value={dayField(own.to - 1)} min={dayField(own.from)} onChange={({ target }) => { const day = dayOfField(target.value); take(own.from, day === undefined ? undefined : day + 1); }} /></label>
      </div>
    </OneOf>
  );
};

const withAccounts = ({ account: _a, channel: _c, ...choice }: FigureChoice, value: string): FigureChoice => {
  if (value === '') return choice;
  return value.startsWith('@') ? { ...choice, channel: value.slice(1) } : { ...choice, account: value as AccountId }; // the values are made of ids
};

const AccountPick = () => {
  const t = useT();
  const { account, channel } = useFigureChoice();
  const accounts = useAccounts() ?? [];
  const channels = [...new Set(accounts.map((row) => row.channel))].filter((kind) => accounts.filter((row) => row.channel === kind).length > 1);
  const options: readonly Option<string>[] = [
    { value: '', label: t('figures.allAccounts') },
    ...channels.map((kind) => ({ value: `@${kind}`, label: t('figures.channelAll', { name: channelName(kind) }) })),
    ...accounts.map((row) => ({ value: row.id, label: row.name })),
  ];
  return (
    <OneOf label={t('figures.account')} options={options} chosen={account ?? (channel === undefined ? '' : `@${channel}`)} isSet={account !== undefined || channel !== undefined}
      onChange={(value) => chooseFigures((choice) => withAccounts(choice, value))} hint={accounts.some((row) => row.channel === 'demo') ? t('figures.demoHint') : undefined} testId="figures-account" />
  );
};

const PersonPick = () => {
  const t = useT();
  const person = useFigureChoice((choice) => choice.person);
  const people = [...(usePeople()?.values() ?? [])];
  const options: readonly Option<string>[] = [{ value: '', label: t('figures.everybody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <OneOf label={t('figures.person')} options={options} chosen={person ?? ''} isSet={person !== undefined} testId="figures-person"
      onChange={(value) => chooseFigures(({ person: _before, ...choice }) => (value === '' ? choice : { ...choice, person: value as PersonId }))} /> // the values are ids
  );
};

const HoursPick = () => {
  const t = useT();
  const hours = useFigureChoice((choice) => choice.hours);
  return (
    <OneOf label={t('figures.hours')} options={[{ value: 'all', label: t('figures.hours.all') }, { value: 'shifts', label: t('figures.hours.shifts') }]} chosen={hours} isSet={hours !== 'all'}
      onChange={(value) => chooseFigures((choice) => ({ ...choice, hours: value }))} hint={t('figures.hoursHint')} testId="figures-hours" />
  );
};

/** Asks for period, accounts, person and hours; says as of when the answer is. `picks`: more to ask for, `children`: more to do with it. */
export const FigureBar = ({ figures, isMine = false, hasHours = true, picks, children }: { readonly figures: Figures; readonly isMine?: boolean; readonly hasHours?: boolean; readonly picks?: ReactNode; readonly children?: ReactNode }) => {
  const t = useT();
  const isWhole = useArchiveState().phase === 'ready';
  return (
    <header className={styles.bar}>
      <PeriodPick /><AccountPick />{!isMine && <PersonPick />}{hasHours && <HoursPick />}{picks}
      <span className={styles.asOf} data-partial={!isWhole || undefined} role="status">{!isWhole && `${t('figures.partial')} `}{figures.phase === 'counting' ? t('figures.loading') : figures.answer !== undefined && t('figures.asOf', { time: formatTime(figures.answer.asOf, true) })}</span>
      <IconButton icon="refresh" label={t('figures.refresh')} onPress={figures.again} testId="figures-again" />
      {children}
      <Button icon="file" onPress={() => window.print()} testId="figures-print">{t('figures.print')}</Button>
    </header>
  );
};
