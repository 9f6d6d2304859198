import { InputNumber as AntdInputNumber, type InputNumberProps } from 'antd';
import { useEffect, useRef, type ComponentRef } from 'react';
import { useT } from '../i18n/useT';
import { Icon } from './Icon';

const icons = { upIcon: <Icon name="chevronUp" size={12} />, downIcon: <Icon name="chevronDown" size={12} /> };

type Amount = number | string;

/** antd's field for a number with our icons; its steppers take no name from outside, so they are told ours once they are there. */
export const InputNumber = <V extends Amount = number>(props: InputNumberProps<V>) => {
  const t = useT();
  const field = useRef<ComponentRef<typeof AntdInputNumber>>(null);
  const names = { up: t('field.more'), down: t('field.less') };
  useEffect(() => {
    for (const [way, name] of Object.entries(names)) field.current?.nativeElement.querySelector(`.ant-input-number-action-${way}`)?.setAttribute('aria-label', name);
  });
  return <AntdInputNumber<V> ref={field} controls={icons} {...props} />;
};
