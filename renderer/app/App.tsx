import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Desk } from '../desk/shell/Desk';
import { DeskDataProvider } from '../desk/shell/DeskData';
import { useLocale, useT } from '../i18n/useT';
import { refreshSession, useRole } from '../state/session';
import { closeSwitcher, showAdmin, showDesk, useView } from '../state/view';
import { EmptyLine } from '../ui/EmptyLine';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { lazyScreens, type LazyScreen } from './lazyScreens';
import { Strips } from './Strips';
import { Switcher } from './Switcher';
import { BareTitleBar, TitleBar } from './TitleBar';
import { useFirstStart } from './useFirstStart';
import { useLasting } from './useLasting';

// Forms and tables bring antd along: loaded when opened, so that the desk starts fast.
const FirstStart = lazy(async () => ({ default: (await import('../admin/FirstStart')).FirstStart }));

const guard = (region: ReactNode): ReactNode => <ErrorBoundary>{region}</ErrorBoundary>;

/** Before it is known whether anybody ever sat here; words only when it takes unusually long. */
const Opening = () => {
  const t = useT();
  const isSlow = useLasting(true, 2000);
  return <><BareTitleBar />{isSlow && <EmptyLine>{t('start.stuck')}</EmptyLine>}</>;
};

const OtherScreen = ({ screen }: { readonly screen: LazyScreen }) => {
  const Screen = lazyScreens[screen];
  return <Suspense fallback={<div className={styles.screen} />}><div className={styles.screen}><Screen /></div></Suspense>;
};

const Main = () => {
  const screen = useView((view) => view.screen);
  const isSwitcherOpen = useView((view) => view.isSwitcherOpen);
  const canManage = useRole() === 'administrator';
  return (
    <DeskDataProvider>
      <TitleBar />
      <Strips />
      {screen === 'desk'
        ? <Desk canManage={canManage} guard={guard} />
        : guard(<OtherScreen screen={screen} />)}
      {isSwitcherOpen && <ErrorBoundary onReset={closeSwitcher}><Switcher /></ErrorBoundary>}
    </DeskDataProvider>
  );
};

const First = ({ onDone }: { readonly onDone: () => void }) => (
  <>
    <BareTitleBar />
    {guard(
      <Suspense fallback={null}>
        <div className={styles.screen}>
          <FirstStart onDone={(next) => {
            if (next === 'addAccount') showAdmin('addAccount');
            else showDesk();
            refreshSession().catch(() => undefined); // asked again when the engine's next port arrives
            onDone();
          }} />
        </div>
      </Suspense>,
    )}
  </>
);

/** The window: first start, or the desk and the screens beside it. */
export const App = () => {
  const [isDone, setDone] = useState(false);
  const first = useFirstStart();
  const locale = useLocale();
  const name = useT()('app.name');
  useEffect(() => {
    document.title = name;
  }, [name]);
  const phase = isDone ? 'desk' : first;
  // Another language draws everything anew: no line keeps a date or a plural of the former one.
  return (
    <div className={styles.app}>
      <ErrorBoundary>
        {phase === 'unknown' ? <Opening /> : phase === 'first' ? <First onDone={() => setDone(true)} /> : <Main key={locale} />}
      </ErrorBoundary>
    </div>
  );
};
