import { Input } from 'antd';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { AppError } from '#shared/domain/errors';
import { useVaultState } from '../bridge/useBridge';
import { useEngineInfo } from './records/useEngineInfo';
import { errorSentence } from '../i18n/translate';
import { useT } from '../i18n/useT';
import { Button, LinkButton } from '../ui/Button';
import { Theme } from '../ui/theme';
import { RecoveryCode } from './people/RecoveryCode';
import { RestoreStart } from './firststart/RestoreStart';
import { beginDesk, firstFormProblems, firstRecoveryCode, type FirstForm } from './firststart/beginDesk';
import styles from './firststart/FirstStart.module.css';
import { Side } from './firststart/Side';
import { WhereToBegin, type Beginning } from './firststart/WhereToBegin';

const Field = ({ label, hint, bad, good, children }: {
  readonly label: string; readonly hint: string; readonly bad?: string; readonly good?: boolean; readonly children: (id: string) => ReactNode;
}) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      <p className={styles.hint} id={`${id}-hint`} data-bad={bad !== undefined || undefined} data-good={(bad === undefined && good) || undefined}>{bad ?? hint}</p>
    </div>
  );
};

type Fields = FirstForm & { readonly again: string };
const empty: Fields = { company: '', name: '', password: '', again: '', beginning: 'demo' };

/** First start: who sits here, where secrets go, and the first thing to see. `onDone` says where to go next. */
export const FirstStart = ({ onDone }: { readonly onDone: (next: 'desk' | 'addAccount') => void }) => {
  const t = useT();
  const vault = useVaultState();
  const { info } = useEngineInfo();
  const [fields, setFields] = useState(empty);
  const [isAsked, setAsked] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isRestoring, setRestoring] = useState(false);
  const [code, setCode] = useState<string>();
  const finish = (): void => onDone(fields.beginning === 'demo' ? 'desk' : 'addAccount');
  // Without a key store of the system the same password seals the account secrets: one field pair for both.
  const alsoSeals = vault?.kind === 'none';
  const problems = firstFormProblems(fields, fields.again);
  const shown = (problem: keyof typeof problems): string | undefined => {
    const key = problems[problem];
    return isAsked && key !== undefined ? t(key) : undefined;
  };
  const set = (change: Partial<Fields>): void => setFields((was) => ({ ...was, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (isWorking || Object.values(problems).some((problem) => problem !== undefined)) return;
    setWorking(true);
    setFailure(undefined);
    beginDesk(fields, alsoSeals ? 'none' : 'ready', info !== undefined && info.person !== null).then(
      // Without a code the desk works all the same; the page of people says that there is none.
      () => firstRecoveryCode(fields.password).then(setCode, finish),
      (cause: unknown) => {
        setWorking(false);
        setFailure(cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug'));
      },
    );
  };
  if (code !== undefined) {
    return (
      <Theme>
        <main className={styles.page}>
          <div className={styles.card}>
            <Side current={1} />
            <section className={styles.main}>
              <h1>{t('recovery.title')}</h1>
              <RecoveryCode code={code} name={fields.name.trim()} doneLabel={t(fields.beginning === 'demo' ? 'recovery.toDemo' : 'recovery.toAccount')} onDone={finish} />
            </section>
          </div>
        </main>
      </Theme>
    );
  }
  if (isRestoring) return <RestoreStart onBack={() => setRestoring(false)} />;
  return (
    <Theme>
      <main className={styles.page}>
        <div className={styles.card}>
          <Side current={0} />
          <form className={styles.main} onSubmit={submit} noValidate>
            <h1>{t('first.step1')}</h1>
            <p className={styles.lead}>{t('first.lead')}</p>
            <div className={styles.grid}>
              <Field label={t('first.company')} hint={t('first.company.hint')} bad={shown('company')}>
                {(id) => <Input id={id} size="large" autoFocus value={fields.company} maxLength={80} data-testid="first-company" onChange={(event) => set({ company: event.target.value })} />}
              </Field>
              <Field label={t('first.name')} hint={t('first.name.hint')} bad={shown('name')}>
                {(id) => <Input id={id} size="large" value={fields.name} maxLength={60} data-testid="first-name" onChange={(event) => set({ name: event.target.value })} />}
              </Field>
              <Field label={t('first.password')} hint={t(alsoSeals ? 'first.password.both' : 'first.password.hint')} bad={shown('password')}>
                {(id) => <Input.Password id={id} size="large" value={fields.password} maxLength={256} data-testid="first-password" autoComplete="new-password" onChange={(event) => set({ password: event.target.value })} />}
              </Field>
              <Field label={t('first.password.again')} hint={t('first.password.lost')} bad={shown('again')}>
                {(id) => <Input.Password id={id} size="large" value={fields.again} maxLength={256} data-testid="first-again" autoComplete="new-password" onChange={(event) => set({ again: event.target.value })} />}
              </Field>
            </div>
            <WhereToBegin chosen={fields.beginning} onChoose={(beginning: Beginning) => set({ beginning })} />
            <div className={styles.end}>
              <LinkButton onPress={() => setRestoring(true)} testId="first-restore">{t('restore.link')}</LinkButton>
              <span className={styles.error} role="alert">{failure}</span>
              <Button type="submit" kind="primary" size="large" isDisabled={isWorking || vault === undefined} testId="first-go">
                {isWorking ? t('first.working') : t(fields.beginning === 'demo' ? 'first.go.demo' : 'first.go.add')}
              </Button>
            </div>
          </form>
        </div>
      </main>
    </Theme>
  );
};
