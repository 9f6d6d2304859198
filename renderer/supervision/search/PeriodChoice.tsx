import { useT } from '../../i18n/useT';
import { formatShort } from '../../i18n/format';
import { Icon } from '../../ui/Icon';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import styles from './Search.module.css';

const DAY_MS = 86_400_000;
const presets = [1, 7, 30, 90] as const;

type Period = { readonly from: number | undefined; readonly to: number | undefined };

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** `2026-11-21` as a date field writes it, in local time. */
const dayText = (at: number | undefined): string => {
  if (at === undefined) return '';
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
};
const dayOf = (text: string): number | undefined => {
  const at = new Date(`${text}T00:00:00`).getTime();
  return Number.isFinite(at) ? at : undefined;
};

/** From and to, whole days, both included; the usual ones by one press. */
export const PeriodChoice = ({ from, to, onChange }: Partial<Period> & { readonly onChange: (period: Period) => void }) => {
  const t = useT();
  const popover = usePopover();
  const isSet = from !== undefined || to !== undefined;
  const label = isSet ? `${from === undefined ? '' : formatShort(from)} – ${to === undefined ? '' : formatShort(to)}` : t('search.period');
  const take = (period: Period): void => {
    onChange(period);
    popover.setOpen(false);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.opener} data-chosen={isSet || undefined} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="search-period">
        <span>{label}</span><Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="start" label={t('search.period')} role="dialog">
        {isSet && <MenuItem onPress={() => take({ from: undefined, to: undefined })}>{t('search.any')}</MenuItem>}
        {presets.map((days) => <MenuItem key={days} onPress={() => take({ from: startOfDay(Date.now() - (days - 1) * DAY_MS), to: undefined })}>{t(`search.period.${days}`)}</MenuItem>)}
        <MenuLine />
        <div className={styles.days}>
          <label>{t('search.from')}<input type="date" value={dayText(from)} max={dayText(to)} onChange={({ target }) => onChange({ from: dayOf(target.value), to })} /></label>
          <label>{t('search.to')}<input type="date" value={dayText(to)} min={dayText(from)} onChange={({ target }) => { const day = dayOf(target.value); onChange({ from, to: day === undefined ? undefined : day + DAY_MS - 1 }); }} /></label>
        </div>
      </Popover>
    </>
  );
};
