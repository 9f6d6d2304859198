import { useEffect, useState } from 'react';
import styles from './SkeletonRows.module.css';

/** Still rows of true height; nothing for the first 150 ms, so a fast answer never flickers. */
export const SkeletonRows = ({ rows, label }: { readonly rows: number; readonly label: string }) => {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={label} aria-busy>
      {isDue && Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles.row}><span className={styles.disc} /><span className={styles.lines} data-odd={at % 2 === 1 || undefined}><i /><i /></span></div>
      ))}
    </div>
  );
};
