import { Form, Input, Switch } from 'antd';
import type { ChannelForm, FormField } from '#shared/ipc/channelForm';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import styles from './Accounts.module.css';

const Control = ({ form, field, isKept, autoFocus, ...rest }: {
  readonly form: ChannelForm; readonly field: FormField; readonly isKept: boolean; readonly autoFocus: boolean;
}) => {
  const t = useT();
  const common = { autoFocus, 'data-testid': `setting-${field.key}`, ...rest };
  switch (field.type) {
    case 'password': return <Input.Password {...common} autoComplete="new-password" placeholder={isKept ? t('form.secret.kept') : field.placeholder} />;
    case 'number': return <InputNumber {...common} min={field.min} max={field.max} className={styles.wide} />;
    case 'switch': return <Switch {...common} />;
    case 'select': return <Select {...common} options={(field.options ?? []).map((value) => ({ value, label: translateMaybe(`channel.${form.kind}.${field.key}.${value}`) ?? value }))} />;
    default: return <Input {...common} placeholder={field.placeholder} spellCheck={false} />;
  }
};

/** A number or an optional choice takes half a line; what is typed and the choice the rest hangs on a whole one. */
const isNarrow = (field: FormField): boolean => field.type === 'number' || field.type === 'switch' || (field.type === 'select' && !field.required);

/** One field of a channel's form, drawn from its data alone. */
export const SettingField = ({ form, field, isKept, autoFocus }: {
  readonly form: ChannelForm; readonly field: FormField; readonly isKept: boolean; readonly autoFocus: boolean;
}) => {
  const t = useT();
  const label = translateMaybe(`channel.${form.kind}.${field.key}`) ?? field.key;
  return (
    <Form.Item
      className={isNarrow(field) ? styles.half : styles.whole} name={field.key} label={label} extra={translateMaybe(`channel.${form.kind}.${field.key}.help`)} valuePropName={field.type === 'switch' ? 'checked' : 'value'}
      required={field.required && !isKept} rules={field.required && !isKept ? [{ required: true, message: t('form.required', { label }) }] : []}
    >
      <Control form={form} field={field} isKept={isKept} autoFocus={autoFocus} />
    </Form.Item>
  );
};
