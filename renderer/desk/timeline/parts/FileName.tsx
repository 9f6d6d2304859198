import { splitFileName } from '../mediaText';
import { plainName } from '../../../ui/blobUrl';
import styles from './Parts.module.css';

/** A file name that is shortened in the middle: its end tells what it is. */
export const FileName = ({ name, size }: { readonly name: string; readonly size?: string }) => {
  const plain = plainName(name);
  const { head, tail } = splitFileName(plain);
  return (
    <span className={styles.fileName} title={plain}>
      <span className={styles.fileHead}>{head}</span><span className={styles.fileTail}>{tail}</span>
      {size !== undefined && <span className={styles.fileSize}> · {size}</span>}
    </span>
  );
};
