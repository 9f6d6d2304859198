import { Suspense, type ReactNode } from 'react';
import { CoverProvider } from '../cover/CoverProvider';
import { Desk } from '../desk/shell/Desk';
import { DeskDataProvider } from '../desk/shell/DeskData';
import { useRole } from '../state/session';
import { closeSwitcher, useView } from '../state/view';
import { Announcer } from './alerts/Announcer';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { Helps } from './help/Helps';
import { lazyScreens, type LazyScreen } from './lazyScreens';
import { Palette } from './palette/Palette';
import { Strips } from './Strips';
import { TitleBar } from './TitleBar';
import { useScreen } from './useScreen';
import { useWindowKeys } from './useWindowKeys';

const guard = (region: ReactNode): ReactNode => <ErrorBoundary>{region}</ErrorBoundary>;

const OtherScreen = ({ screen }: { readonly screen: LazyScreen }) => {
  const Screen = lazyScreens[screen];
  return <Suspense fallback={<div className={styles.screen} />}><div className={styles.screen}><Screen /></div></Suspense>;
};

/** What is behind the door: title bar, strips, the desk or the screen beside it. */
export const SignedIn = () => {
  const screen = useScreen();
  const isSwitcherOpen = useView((view) => view.isSwitcherOpen);
  const canManage = useRole() === 'administrator';
  useWindowKeys();
  return (
    <CoverProvider><DeskDataProvider>
      <TitleBar />
      <Strips />
      {screen === 'desk'
        ? <Desk canManage={canManage} guard={guard} />
        : guard(<OtherScreen screen={screen} />)}
      {isSwitcherOpen && <ErrorBoundary onReset={closeSwitcher}><Palette /></ErrorBoundary>}
      <Helps />
      <Announcer />
    </DeskDataProvider></CoverProvider>
  );
};
