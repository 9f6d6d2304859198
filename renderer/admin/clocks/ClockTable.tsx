import { Switch } from 'antd';
import { useState } from 'react';
import { ruleWords, type ClockRule } from '#shared/rules/rulePack';
import type { Runs } from '#shared/rules/schedule';
import { useLocale, useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Popconfirm } from '../../ui/Popconfirm';
import { Select } from '../../ui/Select';
import { ClockDialog } from './ClockDialog';
import styles from './Clocks.module.css';
import { addClock, withClock, withoutClock, type ClockForm, type PackDraft } from './packDraft';
import { platformName } from './platformName';

type Unit = 'second' | 'minute' | 'hour' | 'day';
const unitSeconds: Readonly<Record<Unit, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };
const units: readonly Unit[] = ['day', 'hour', 'minute', 'second'];
/** The largest unit a span is whole in. */
const unitOf = (seconds: number): Unit => units.find((unit) => seconds % unitSeconds[unit] === 0) ?? 'second';

const Span = ({ seconds, label, mayChange, onChange, testId }: { readonly seconds: number; readonly label: string; readonly mayChange: boolean; readonly onChange: (seconds: number) => void; readonly testId: string }) => {
  const t = useT();
  // Chosen once: a number being typed must not change its own unit.
  const [unit, setUnit] = useState(() => unitOf(seconds));
  const choose = (next: Unit): void => {
    setUnit(next);
    onChange(Math.max(5, Math.round((seconds / unitSeconds[unit]) * unitSeconds[next])));
  };
  return (
    <span className={styles.span}>
      <InputNumber
        size="small" min={1} max={9_999} value={seconds / unitSeconds[unit]} disabled={!mayChange} aria-label={label} data-testid={testId}
        onChange={(value) => { if (value !== null) onChange(Math.max(5, Math.round(value * unitSeconds[unit]))); }}
      />
      <Select size="small" value={unit} disabled={!mayChange} aria-label={t('clocks.unit')} options={units.map((each) => ({ value: each, label: t(`clocks.unit.${each}`) }))} onChange={choose} data-testid={`${testId}-unit`} />
    </span>
  );
};

type Props = { readonly pack: PackDraft; readonly mayChange: boolean; readonly onChange: (pack: PackDraft) => void };

/** Where it counts, beyond what it counts. */
const useReach = () => {
  const t = useT();
  return ({ matter, channels, chats }: ClockRule): string => [
    t(`clocks.matter.${matter}`),
    ...(channels.length > 0 ? [channels.map(platformName).join(t('clocks.and'))] : []),
    ...(chats.length > 0 ? [chats.map((kind) => t(`filter.kind.${kind}`)).join(t('clocks.and'))] : []),
  ].join(' · ');
};

const ClockLine = ({ clock, pack, mayChange, onChange, onEdit }: Props & { readonly clock: ClockRule; readonly onEdit: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const change = (part: Partial<ClockRule>): void => onChange(withClock(pack, clock.id, part));
  const name = ruleWords(clock.title, locale);
  const reach = useReach();
  const clause = pack.clauses.find(({ id }) => id === clock.clause);
  return (
    <tr data-clock={clock.id} data-off={!clock.isOn || undefined}>
      <td><Switch size="small" checked={clock.isOn} disabled={!mayChange} onChange={(isOn) => change({ isOn })} aria-label={t('clocks.on', { name })} /></td>
      <td><b>{name}</b><span>{clock.clause}{clause !== undefined && ` ${ruleWords(clause.title, locale)}`}</span></td>
      <td>{t(`clocks.asks.${clock.asks}`)}<span>{reach(clock)}</span></td>
      <td>
        <Select<Runs> size="small" value={clock.runs} disabled={!mayChange} aria-label={t('clocks.runs')} className={styles.runs} onChange={(runs) => change({ runs })} options={(['always', 'shifts', 'workdays'] as const).map((runs) => ({ value: runs, label: t(`clocks.runs.${runs}`) }))} data-testid={`clock-runs-${clock.id}`} />
      </td>
      <td><Span seconds={clock.limitSeconds} label={t('clocks.limit')} mayChange={mayChange} testId={`clock-limit-${clock.id}`} onChange={(limitSeconds) => change({ limitSeconds, ...(clock.escalateSeconds !== undefined && clock.escalateSeconds < limitSeconds && { escalateSeconds: limitSeconds * 2 }) })} /></td>
      <td>
        <span className={styles.span}>
          <Switch size="small" checked={clock.escalateSeconds !== undefined} disabled={!mayChange} aria-label={t('clocks.tell')} onChange={(isOn) => change({ escalateSeconds: isOn ? clock.limitSeconds * 2 : undefined })} />
          {clock.escalateSeconds !== undefined && <Span seconds={clock.escalateSeconds} label={t('clocks.tell')} mayChange={mayChange} testId={`clock-tell-${clock.id}`} onChange={(escalateSeconds) => change({ escalateSeconds: Math.max(escalateSeconds, clock.limitSeconds) })} />}
        </span>
      </td>
      {mayChange && (
        <td className={styles.acts}>
          <IconButton icon="pencil" size={24} label={t('clocks.edit', { name })} onPress={onEdit} testId={`clock-edit-${clock.id}`} />
          <Popconfirm title={t('clocks.removeSure', { name })} okText={t('clocks.removeYes')} cancelText={t('common.cancel')} onConfirm={() => onChange(withoutClock(pack, clock.id))}>
            <span className={styles.act}><IconButton icon="trash" size={24} label={t('clocks.remove', { name })} testId={`clock-remove-${clock.id}`} /></span>
          </Popconfirm>
        </td>
      )}
    </tr>
  );
};

/** Every clock on a line: whom it concerns, when it runs, how long, and when the supervisor is told. */
export const ClockTable = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const [edited, setEdited] = useState<ClockRule | 'new'>();
  const close = (): void => setEdited(undefined);
  const take = (form: ClockForm): void => {
    onChange(edited === 'new' || edited === undefined ? addClock(pack, form) : withClock(pack, edited.id, form));
    close();
  };
  return (
    <>
    <table className={styles.table}>
      <thead><tr><th aria-label={t('clocks.isOn')} /><th>{t('clocks.clock')}</th><th>{t('clocks.concerns')}</th><th>{t('clocks.runs')}</th><th>{t('clocks.limit')}</th><th>{t('clocks.tell')}</th>{mayChange && <th aria-label={t('clocks.acts')} />}</tr></thead>
      <tbody>{pack.clocks.map((clock) => <ClockLine key={clock.id} clock={clock} pack={pack} mayChange={mayChange} onChange={onChange} onEdit={() => setEdited(clock)} />)}</tbody>
    </table>
    {pack.clocks.length === 0 && <p className={styles.quiet}>{t('clocks.none')}</p>}
    {mayChange && <p className={styles.under}><Button size="small" icon="plus" onPress={() => setEdited('new')} testId="clock-add">{t('clocks.addClock')}</Button></p>}
    {edited !== undefined && <ClockDialog pack={pack} clock={edited === 'new' ? undefined : edited} onDone={take} onClose={close} />}
    </>
  );
};
