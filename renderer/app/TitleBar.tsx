import type { Role } from '#shared/domain/person';
import { useT } from '../i18n/useT';
import { keyShortcut, useKey } from '../state/keys';
import { useRole } from '../state/session';
import { openSwitcher, showScreen, useView, type Screen } from '../state/view';
import { Icon, ProductMark } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { LanguageMenu, TitleMenu } from './TitleMenu';
import { TitleStatus } from './TitleStatus';
import styles from './TitleBar.module.css';
import { WindowControls } from './WindowControls';

const isMac = navigator.userAgent.includes('Mac OS');

/** In the order of the title bar. What is under `admin` is chosen by role there. */
const navItems: readonly { readonly screen: Screen; readonly roles: readonly Role[] }[] = [
  { screen: 'desk', roles: ['agent', 'supervisor', 'administrator'] },
  { screen: 'admin', roles: ['agent', 'supervisor', 'administrator'] },
];

const Nav = () => {
  const t = useT();
  const screen = useView((view) => view.screen);
  const role = useRole();
  const items = navItems.filter(({ roles }) => roles.includes(role));
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {items.map((item) => (
        <button key={item.screen} type="button" aria-current={item.screen === screen ? 'page' : undefined} onClick={() => showScreen(item.screen)} data-testid={`nav-${item.screen}`}>{t(`nav.${item.screen}`)}</button>
      ))}
    </nav>
  );
};

const Jump = () => {
  const t = useT();
  useKey('jump', openSwitcher);
  return (
    <button type="button" className={styles.jump} onClick={openSwitcher} aria-keyshortcuts={keyShortcut('jump')} aria-label={t('title.jump')} title={t('title.jump')} data-testid="jump">
      <Icon name="search" size={14} /><span>{t('title.jump')}</span><Kbd>{isMac ? '⌘ K' : t('title.jumpKeys')}</Kbd>
    </button>
  );
};

/** The window's own title bar: dragging it moves the window. */
export const TitleBar = () => {
  const t = useT();
  return (
    <header className={styles.title} data-mac={isMac || undefined}>
      <div className={styles.brand}><ProductMark /><b>{t('app.name')}</b></div>
      <Nav />
      <Jump />
      <TitleStatus />
      <TitleMenu />
      <WindowControls />
    </header>
  );
};

/** Where there is no desk yet (first start): language and the window's buttons, nothing else. */
export const BareTitleBar = () => (
  <header className={styles.title} data-bare data-mac={isMac || undefined}>
    <span className={styles.stretch} />
    <LanguageMenu />
    <WindowControls />
  </header>
);
