import { splitFileName } from '../mediaText';
import styles from './Parts.module.css';

/** A file name that is shortened in the middle: its end tells what it is. */
export const FileName = ({ name, size }: { readonly name: string; readonly size?: string }) => {
  const { head, tail } = splitFileName(name);
  return (
    <span className={styles.fileName} title={name}>
      <span className={styles.fileHead}>{head}</span><span className={styles.fileTail}>{tail}</span>
      {size !== undefined && <span className={styles.fileSize}> · {size}</span>}
    </span>
  );
};
