import { isCovered, maskedFields, type MaskedField } from '#shared/rules/customerPolicy';
import { useCustomerPolicy } from '../archive/queries/customerPolicy';
import { useT } from '../i18n/useT';
import { useRole } from '../state/session';
import styles from './Evidence.module.css';

/** What is covered in the package; what the company covers for this role is covered anyway. */
export const MaskChoice = ({ masked, attachments, onMasked, onAttachments, isDisabled }: {
  readonly masked: readonly MaskedField[]; readonly attachments: boolean; readonly isDisabled: boolean;
  readonly onMasked: (masked: readonly MaskedField[]) => void; readonly onAttachments: (attachments: boolean) => void;
}) => {
  const t = useT();
  const role = useRole();
  const policy = useCustomerPolicy();
  const forced = (field: MaskedField): boolean => isCovered(policy, field, role);
  const toggle = (field: MaskedField): void => onMasked(masked.includes(field) ? masked.filter((each) => each !== field) : [...masked, field]);
  const isAny = masked.length > 0 || maskedFields.some(forced);
  return (
    <fieldset className={styles.choices}>
      <legend>{t('evidence.mask')}</legend>
      <div className={styles.checks}>
        {maskedFields.map((field) => (
          <label key={field} title={forced(field) ? t('evidence.mask.byRole') : undefined}>
            <input type="checkbox" checked={forced(field) || masked.includes(field)} disabled={isDisabled || forced(field)} onChange={() => toggle(field)} data-testid={`evidence-mask-${field}`} />{t(`evidence.mask.${field}`)}
          </label>
        ))}
        <label className={styles.apart}><input type="checkbox" checked={attachments} disabled={isDisabled} onChange={() => onAttachments(!attachments)} data-testid="evidence-attachments" />{t('evidence.attachments')}</label>
      </div>
      {isAny && <p className={styles.note}>{t('evidence.mask.about')}</p>}
    </fieldset>
  );
};
