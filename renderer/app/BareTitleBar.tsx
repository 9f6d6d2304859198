import styles from './TitleBar.module.css';
import { LanguageMenu } from './TitleMenu';
import { WindowControls } from './WindowControls';

const isMac = navigator.userAgent.includes('Mac OS');

/** Where there is no desk yet (first start): language and the window's buttons, nothing else. */
export const BareTitleBar = () => (
  <header className={styles.title} data-bare data-mac={isMac || undefined}>
    <span className={styles.stretch} />
    <LanguageMenu />
    <WindowControls />
  </header>
);
