import { Input, Modal } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import type { PersonRow } from '../../archive/schema/personRows';
import { app } from '../../bridge/app';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import own from './People.module.css';
import { RecoveryCode } from './RecoveryCode';

/** A new recovery code for the administrator who sits here, by their password; the former one is void from then on. */
export const RecoveryDialog = ({ person, onClose }: { readonly person: PersonRow; readonly onClose: () => void }) => {
  const t = useT();
  const id = useId();
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [code, setCode] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password === '' || isBusy) return;
    setBusy(true);
    setProblem(undefined);
    app.request('recovery.make', { password }).then(
      (made) => { setPassword(''); setCode(made.code); },
      (cause: unknown) => setProblem(cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug')),
    ).finally(() => setBusy(false));
  };
  return (
    <Modal {...restingDialog} open centered width={480} title={t('recovery.title')} footer={null} closable={code === undefined} keyboard={code === undefined} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      {code !== undefined ? <RecoveryCode code={code} name={person.name} doneLabel={t('recovery.done')} onDone={onClose} /> : (
        <form className={own.form} onSubmit={submit} noValidate>
          <p>{t(person.recoveryAt === undefined ? 'recovery.why' : 'recovery.again')}</p>
          <div className={own.field}>
            <label htmlFor={id}>{t('recovery.password')}</label>
            <Input.Password id={id} autoFocus value={password} maxLength={256} autoComplete="current-password" onChange={(event) => setPassword(event.target.value)} data-testid="recovery-password" />
            {problem !== undefined && <p data-bad role="alert">{problem}</p>}
          </div>
          <div className={own.buttons}><Button onPress={onClose}>{t('people.form.cancel')}</Button><Button type="submit" kind="primary" isDisabled={password === '' || isBusy} testId="recovery-make">{t('recovery.make')}</Button></div>
        </form>
      )}
    </Modal>
  );
};
