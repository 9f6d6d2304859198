import { scaleQuantize } from 'd3-scale';
import { divisionName, divisions } from '../../i18n/divisions';
import { useLocale, useT } from '../../i18n/useT';
import type { Share } from '#shared/rules/figures/portraitFigures';
import { provinceTiles } from '../../figures/provinceTiles';
import styles from './Portrait.module.css';

const LEVELS = [1, 2, 3, 4, 5] as const;
/** English names too long for a square: without what stands in brackets, and where one may be broken. */
const tileName = (name: string): string => name.replace(/ \(.*\)$/u, '').replace(/jiang$/u, '\u00adjiang');

/** A square per province with its name and number; the tint repeats the number. In the order of the GB/T 2260 codes for the keyboard. */
export const ProvinceMap = ({ shares, total, onShow }: { readonly shares: readonly Share[]; readonly total: number; readonly onShow: (share: Share) => void }) => {
  const t = useT();
  const locale = useLocale();
  const byCode = new Map(shares.map((share) => [share.key, share]));
  const most = Math.max(1, ...divisions.map(({ code }) => byCode.get(code)?.persons.length ?? 0));
  const level = scaleQuantize<number>([0, most], [...LEVELS]);
  return (
    <div className={styles.map} role="group" aria-label={t('portrait.map')} data-testid="portrait-map">
      {divisions.map(({ code }) => {
        const [column, row] = provinceTiles[code] ?? [0, 0];
        const share = byCode.get(code);
        const count = share?.persons.length ?? 0;
        const words = t('portrait.tile', { name: divisionName(code, locale), count, share: Math.round((count / Math.max(1, total)) * 100) });
        return (
          <button key={code} type="button" className={styles.tile} data-level={count === 0 ? 0 : level(count)} data-province={code} disabled={share === undefined} aria-label={words} title={words} style={{ gridColumn: column + 1, gridRow: row + 1 }} onClick={() => share !== undefined && onShow(share)}>
            <span>{tileName(divisionName(code, locale))}</span><b>{count > 0 && count}</b>
          </button>
        );
      })}
    </div>
  );
};
