import { useId, useState, type FormEvent } from 'react';
import type { FieldValue } from '#shared/domain/customer';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonView } from '../../archive/queries/persons';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useCommand } from '../conversation/useCommand';
import styles from './Person.module.css';
import { covered, draftOf, linesOf, valueOfDraft, type ProfileField } from './profileFields';
import type { Reveal } from './useReveal';

type Drafts = Readonly<Record<string, string>>;

const Field = ({ field, value, error, cover, onChange, onReveal }: {
  readonly field: ProfileField; readonly value: string; readonly error: boolean; readonly cover: string | undefined; readonly onChange: (text: string) => void; readonly onReveal: () => void;
}) => {
  const t = useT();
  const { kind, label, key, choices } = field;
  const id = useId();
  const shared = { id, 'aria-invalid': error || undefined, 'data-testid': `field-${key}` } as const;
  return (
    <div className={styles.field}>
      <span><label htmlFor={id}>{label}</label>{cover !== undefined && <LinkButton onPress={onReveal} title={t('customer.uncoverNoted', { label })}>{t('customer.uncoverToEdit')}</LinkButton>}{error && <b className={styles.trouble}>{t('customer.fieldWrong')}</b>}</span>
      {cover !== undefined ? <input id={id} value={cover} disabled readOnly />
        : kind === 'list' ? <textarea {...shared} rows={Math.max(1, value.split('\n').length)} value={value} placeholder={t('customer.onePerLine')} onChange={(event) => onChange(event.target.value)} />
          : kind === 'choice' || kind === 'boolean'
            ? (
              <select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
                <option value="">{t('customer.unset')}</option>
                {kind === 'boolean' ? [<option key="yes" value="yes">{t('fact.yes')}</option>, <option key="no" value="no">{t('fact.no')}</option>] : choices.map((choice) => <option key={choice} value={choice}>{choice}</option>)}
              </select>
            )
            : <input {...shared} type={kind === 'date' ? 'date' : 'text'} inputMode={kind === 'number' ? 'decimal' : undefined} value={value} maxLength={2000} onChange={(event) => onChange(event.target.value)} />}
    </div>
  );
};

/** Every field of a profile; only what was changed is written. */
export const ProfileDialog = ({ person, file, fields, reveal, onClose }: {
  readonly person: PersonView; readonly file: CustomerId; readonly fields: readonly ProfileField[]; readonly reveal: Reveal; readonly onClose: () => void;
}) => {
  const t = useT();
  const command = useCommand();
  const [drafts, setDrafts] = useState<Drafts>({});
  const before = (field: ProfileField): string => draftOf(person.profile, field);
  const changed = fields.filter((field) => drafts[field.key] !== undefined && drafts[field.key] !== before(field));
  const wrong = new Set(changed.filter((field) => valueOfDraft(drafts[field.key] ?? '', field) === undefined).map((field) => field.key));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (wrong.size > 0) return;
    const values: Record<string, FieldValue> = {};
    for (const field of changed) values[field.key] = valueOfDraft(drafts[field.key] ?? '', field) ?? null;
    if (changed.length === 0 || await command.run(() => desk.call('customer.profile', { customer: file, fields: values }))) onClose();
  };
  return (
    <Dialog title={t('customer.editOf', { name: person.title })} closeLabel={t('common.close')} onClose={onClose} width="wide">
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <div className={styles.pair}>
          {fields.map((field) => (
            <Field
              key={field.key} field={field} value={drafts[field.key] ?? before(field)} error={wrong.has(field.key)}
              cover={reveal.isCovered(field.key) && before(field) !== '' ? linesOf(person.profile, field.key).map((line) => covered(field.key, line)).join('；') : undefined}
              onChange={(text) => setDrafts({ ...drafts, [field.key]: text })} onReveal={() => reveal.reveal(field.key)}
            />
          ))}
        </div>
        {command.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={command.isRunning || wrong.size > 0} testId="profile-save">{t('customer.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
