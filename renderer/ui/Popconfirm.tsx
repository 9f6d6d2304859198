import { Popconfirm as AntdPopconfirm, type PopconfirmProps } from 'antd';
import { Icon } from './Icon';
import styles from './Popconfirm.module.css';

/** antd's question before something is lost, with our icon: its own has an English name in every language. */
export const Popconfirm = (props: PopconfirmProps) => <AntdPopconfirm icon={<span className={styles.icon}><Icon name="warning" size={14} /></span>} {...props} />;
