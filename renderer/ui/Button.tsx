import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Button.module.css';

type Common = {
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly title?: string;
  /** As `aria-keyshortcuts` wants it, e.g. `Alt+E`. */
  readonly keys?: string;
  readonly testId?: string;
};

/**
 * The desk's own light button (antd's is for forms and admin). `ghost` has no border until hovered.
 * A disabled button stands beside the reason why: say it in the text next to it.
 */
export const Button = ({ kind = 'plain', size = 'middle', icon, type = 'button', children, onPress, isDisabled, title, keys, testId }: Common & {
  readonly kind?: 'plain' | 'primary' | 'ghost'; readonly size?: 'small' | 'middle' | 'large'; readonly icon?: IconName;
  readonly type?: 'button' | 'submit'; readonly children?: ReactNode;
}) => (
  <button type={type} className={styles.button} data-kind={kind} data-size={size} onClick={onPress} disabled={isDisabled} title={title} aria-keyshortcuts={keys} data-testid={testId}>
    {icon !== undefined && <Icon name={icon} size={14} />}
    {children}
  </button>
);

/** Square button of an icon; `label` is its name and its tooltip. `hasWords`: beside the icon too on a wide screen, without its dots. */
export const IconButton = ({ icon, label, hasWords = false, size = 26, pressed, expanded, tabIndex, onPress, isDisabled, title, keys, testId, ref }: Common & {
  readonly icon: IconName; readonly label: string; readonly hasWords?: boolean; readonly size?: 18 | 22 | 24 | 26; readonly pressed?: boolean;
  readonly expanded?: boolean; readonly tabIndex?: number; readonly ref?: Ref<HTMLButtonElement>;
}) => (
  <button
    ref={ref} type="button" className={styles.square} data-size={size} aria-label={label} title={title ?? label} aria-pressed={pressed} tabIndex={tabIndex}
    aria-expanded={expanded} aria-keyshortcuts={keys} disabled={isDisabled} onClick={onPress} data-testid={testId}
  >
    <Icon name={icon} size={size <= 22 ? 12 : 16} />
    {hasWords && <span>{label.replace('…', '')}</span>}
  </button>
);

/** An action inside a sentence: underlined words. */
export const LinkButton = ({ children, onPress, isDisabled, title, testId }: Common & { readonly children: ReactNode }) => (
  <button type="button" className={styles.link} onClick={onPress} disabled={isDisabled} title={title} data-testid={testId}>{children}</button>
);
