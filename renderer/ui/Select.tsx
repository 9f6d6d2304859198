import { Select as AntdSelect, type SelectProps } from 'antd';
import { useT } from '../i18n/useT';
import { Icon } from './Icon';
import styles from './Select.module.css';

/** antd's choice with our icons: its own have English names in every language. `loading` makes the arrow beat. */
export const Select = <V,>(props: SelectProps<V>) => {
  const t = useT();
  return (
    <AntdSelect<V>
      suffixIcon={<span className={styles.arrow} data-busy={props.loading === true || undefined}><Icon name="chevronDown" size={12} /></span>} removeIcon={<Icon name="close" size={12} />} {...(props.mode !== undefined && { menuItemSelectedIcon: <span className={styles.check}><Icon name="check" size={14} /></span> })}
      {...props} {...(props.allowClear === true && { allowClear: { clearIcon: <Icon name="close" size={12} label={t('field.clear')} /> } })}
    />
  );
};
