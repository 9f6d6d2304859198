import { useId, type ReactNode } from 'react';
import styles from './Settings.module.css';

/** One choice: its name and a quiet note at the left, the control at the right. The control names itself by `id`. */
export const SettingRow = ({ label, note, children }: { readonly label: string; readonly note?: string; readonly children: (labelId: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className={styles.row}>
      <div className={styles.label}><span id={id}>{label}</span>{note !== undefined && <p>{note}</p>}</div>
      <div className={styles.control}>{children(id)}</div>
    </div>
  );
};

export const SettingGroup = ({ title, note, aside, children }: { readonly title: string; readonly note?: string; readonly aside?: ReactNode; readonly children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 id={id}>{title}{aside}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
};
