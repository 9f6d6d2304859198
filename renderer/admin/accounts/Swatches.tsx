import { useT } from '../../i18n/useT';
import styles from './Accounts.module.css';

const colors = Array.from({ length: 12 }, (_, index) => index + 1);

/** The twelve account colours as a radio group; a form control by `value` and `onChange`. */
export const Swatches = ({ value, onChange }: { readonly value?: number; readonly onChange?: (color: number) => void }) => {
  const t = useT();
  return (
    <div className={styles.swatches} role="radiogroup" aria-label={t('form.color')}>
      {colors.map((color) => (
        <button key={color} type="button" role="radio" aria-checked={value === color} aria-label={t('form.color.nth', { nth: color })} className={styles.swatch} data-acc={color} onClick={() => onChange?.(color)} />
      ))}
    </div>
  );
};
