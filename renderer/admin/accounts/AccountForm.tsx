import { Form, Input } from 'antd';
import { useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import type { ChannelForm } from '#shared/ipc/channelForm';
import type { AccountRow } from '../../archive/schema/accountRows';
import { desk } from '../../bridge/desk';
import { errorSentence, translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { channelName } from '../../state/forms';
import { Button } from '../../ui/Button';
import type { EditFocus } from './editFocus';
import styles from './Accounts.module.css';
import { freshMark } from './attention';
import { initialValues, isShown, splitValues, type FieldValues } from './formValues';
import { SettingField } from './SettingField';
import { Swatches } from './Swatches';
import { sentenceOf } from '../../i18n/sentenceOf';

type Values = FieldValues & { readonly 'account:name': string; readonly 'account:code': string; readonly 'account:color': number };
type Outcome = { readonly ok: boolean; readonly text: string };

/** Saves or tries one account; `onClose` gets the id when it was added. */
const useAccountForm = (form: ChannelForm, account: AccountRow | undefined, onClose: (added?: AccountId) => void) => {
  const t = useT();
  const [busy, setBusy] = useState<'test' | 'save'>();
  const [outcome, setOutcome] = useState<Outcome>();
  const attempt = async (kind: 'test' | 'save', run: () => Promise<void>): Promise<void> => {
    setBusy(kind);
    setOutcome(undefined);
    try { await run(); } catch (cause) { setOutcome({ ok: false, text: sentenceOf(cause) }); } finally { setBusy(undefined); }
  };
  const test = (values: Values): Promise<void> => attempt('test', async () => {
    const result = await desk.call('account.test', { channel: form.kind, ...splitValues(form, values), account: account?.id });
    setOutcome(result.ok
      ? { ok: true, text: t('form.test.ok', { who: [result.nickname, result.self, result.details === undefined ? undefined : translateMaybe(result.details) ?? result.details].filter(Boolean).join(' · ') || channelName(form.kind) }) }
      : { ok: false, text: errorSentence(result.error.code, result.error.data) });
  });
  const save = (values: Values): Promise<void> => attempt('save', async () => {
    const name = values['account:name'].trim();
    const input = { name, mark: { code: values['account:code'].trim() || freshMark([], name).code, color: values['account:color'] }, ...splitValues(form, values) };
    if (account !== undefined) {
      await desk.call('account.edit', { ...input, account: account.id });
      onClose();
    } else onClose((await desk.call('account.add', { ...input, channel: form.kind })).account);
  });
  return { busy, outcome, test, save } as const;
};

/** The form of one account: name and mark, then whatever the channel asks for; can be tried before it is kept. */
export const AccountForm = ({ form, account, others, focus, onBack, onClose }: {
  readonly form: ChannelForm; readonly account: AccountRow | undefined; readonly others: readonly AccountRow[];
  readonly focus: EditFocus; readonly onBack?: () => void; readonly onClose: (added?: AccountId) => void;
}) => {
  const t = useT();
  const [fields] = Form.useForm<Values>();
  const { busy, outcome, test, save } = useAccountForm(form, account, onClose);
  const kept = account?.secretKeys ?? [];
  const [start] = useState<Values>(() => {
    const mark = account?.mark ?? freshMark(others, '');
    return { ...initialValues(form, account), 'account:name': account?.name ?? (form.demonstration ? channelName(form.kind) : ''), 'account:code': mark.code, 'account:color': mark.color };
  });
  const values = Form.useWatch([], fields) ?? start;
  const tryIt = (): void => { fields.validateFields().then(() => test(fields.getFieldsValue(true)), () => undefined); }; // the fields themselves say what is missing
  return (
    <Form form={fields} layout="vertical" initialValues={start} onFinish={() => void save(fields.getFieldsValue(true))} disabled={busy === 'save'} requiredMark={false}>
      <div className={styles.fields}>
        <Form.Item className={styles.twoThirds} name="account:name" label={t('form.name')} rules={[{ required: true, whitespace: true, message: t('form.required', { label: t('form.name') }) }]}>
          <Input maxLength={60} placeholder={t('form.name.placeholder')} autoFocus={focus === 'settings'} data-testid="account-name" />
        </Form.Item>
        <Form.Item className={styles.third} name="account:code" label={t('form.code')} tooltip={t('form.code.help')}><Input maxLength={6} data-testid="account-code" /></Form.Item>
        <Form.Item className={styles.whole} name="account:color" label={t('form.color')}><Swatches /></Form.Item>
        {form.fields.filter((field) => isShown(field, values)).map((field) => (
          <SettingField key={field.key} form={form} field={field} isKept={field.secret === true && kept.includes(field.key)} autoFocus={focus === 'secret' && field.secret === true} />
        ))}
      </div>
      {outcome !== undefined && <p className={styles.outcome} data-ok={outcome.ok || undefined} role="status" data-testid="account-outcome">{outcome.text}</p>}
      <div className={styles.formFoot}>
        {onBack !== undefined && <Button onPress={onBack}>{t('form.back')}</Button>}
        <span className={styles.grow} />
        {!form.demonstration && <Button isDisabled={busy !== undefined} onPress={tryIt} testId="account-test">{busy === 'test' ? t('form.testing') : t('form.test')}</Button>}
        <Button onPress={() => onClose()}>{t('form.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={busy !== undefined} testId="account-save">{t(account === undefined ? 'form.save.add' : 'form.save')}</Button>
      </div>
    </Form>
  );
};
