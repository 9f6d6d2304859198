import { useDueCount } from '../archive/queries/useDueCount';
import { useOpenProposalCount } from '../archive/queries/useWordingProposals';
import { InboxBell } from '../desk/inbox/InboxBell';
import { useT } from '../i18n/useT';
import { keyShortcut, useKey, useKeyWords } from '../state/keys';
import { useLooker, useRole } from '../state/session';
import { openSwitcher, showScreen, useView } from '../state/view';
import { Icon, ProductMark } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { navItems } from './navItems';
import { TitleMenu } from './TitleMenu';
import { TitleModes } from './TitleModes';
import { TitleStatus } from './TitleStatus';
import { useScreen } from './useScreen';
import styles from './TitleBar.module.css';
import { WindowControls } from './WindowControls';

const isMac = navigator.userAgent.includes('Mac OS');

/** Follow-ups whose time has come, on the way to them. */
const DueCount = () => {
  const t = useT();
  const count = useDueCount(useLooker());
  return count === 0 ? null : <span className={styles.count} title={t('nav.customersDue', { count })} data-testid="due-count">{count}</span>;
};

/** Wording that waits for a supervisor's decision. */
const ProposalCount = () => {
  const t = useT();
  const count = useOpenProposalCount();
  return count === 0 ? null : <span className={styles.count} title={t('nav.wordingsWaiting', { count })} data-testid="proposal-count">{count}</span>;
};

const Nav = () => {
  const t = useT();
  const screen = useScreen();
  const role = useRole();
  const items = navItems.filter(({ roles }) => roles.includes(role));
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {items.map((item) => (
        <button key={item.screen} type="button" aria-current={item.screen === screen ? 'page' : undefined} onClick={() => showScreen(item.screen)} data-testid={`nav-${item.screen}`}>{t(`nav.${item.screen}`)}{item.screen === 'customers' && <DueCount />}{item.screen === 'wordings' && role !== 'agent' && <ProposalCount />}</button>
      ))}
    </nav>
  );
};

const Jump = () => {
  const t = useT();
  const keys = useKeyWords()('jump');
  useKey('jump', openSwitcher);
  return (
    <button type="button" className={styles.jump} onClick={openSwitcher} aria-keyshortcuts={keyShortcut('jump')} aria-label={t('title.jump')} title={t('title.jump')} data-testid="jump">
      <Icon name="search" size={14} /><span>{t('title.jump')}</span>{keys !== '' && <Kbd>{keys.replaceAll('+', ' ')}</Kbd>}
    </button>
  );
};

/** The window's own title bar: dragging it moves the window. */
export const TitleBar = () => {
  const t = useT();
  const isPeak = useView((view) => view.isPeak);
  return (
    <header className={styles.title} data-mac={isMac || undefined}>
      <div className={styles.brand}><ProductMark /><b>{t('app.name')}</b></div>
      {!isPeak && <Nav />}
      <Jump />
      <TitleModes />
      <TitleStatus />
      <InboxBell />
      <TitleMenu />
      <WindowControls />
    </header>
  );
};
