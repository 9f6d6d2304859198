import { scaleLinear } from 'd3-scale';
import styles from './Figures.module.css';

export type Bar = { readonly key: string; readonly name: string; readonly value: number; readonly words: string; readonly onShow?: () => void };

const WIDTH = 100;

/** Names with bars and numbers, longest first as given. A bar is drawn to the largest of them. */
export const BarList = ({ label, bars }: { readonly label: string; readonly bars: readonly Bar[] }) => {
  const x = scaleLinear([0, Math.max(1, ...bars.map(({ value }) => value))], [0, WIDTH]);
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map(({ key, name, value, words, onShow }) => (
        <li key={key}>
          <span className={styles.barName} title={name}>{name}</span>
          <svg className={styles.barTrack} viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden><rect className={styles.barFill} width={x(value)} height={8} /></svg>
          {onShow === undefined ? <span className={styles.barValue}>{words}</span> : <button type="button" className={styles.barValue} aria-label={`${name}，${words}`} onClick={onShow}>{words}</button>}
        </li>
      ))}
    </ul>
  );
};
