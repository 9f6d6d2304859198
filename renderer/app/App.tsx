import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { SessionState } from '#shared/ipc/session';
import { Desk } from '../desk/shell/Desk';
import { DeskDataProvider } from '../desk/shell/DeskData';
import { useLocale, useT } from '../i18n/useT';
import { useSeat } from '../state/seat';
import { refreshSession, useRole } from '../state/session';
import { closeSwitcher, showAdmin, showDesk, useView } from '../state/view';
import { CoverProvider } from '../cover/CoverProvider';
import { EmptyLine } from '../ui/EmptyLine';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { lazyScreens, type LazyScreen } from './lazyScreens';
import { Strips } from './Strips';
import { Announcer } from './alerts/Announcer';
import { Helps } from './help/Helps';
import { BareTitleBar, TitleBar } from './TitleBar';
import { ChoosePassword } from './signin/ChoosePassword';
import { SignIn } from './signin/SignIn';
import { useLasting } from './useLasting';
import { useScreen } from './useScreen';
import { useWindowKeys } from './useWindowKeys';

// Forms and tables bring antd along: loaded when opened, so that the desk starts fast.
const Palette = lazy(async () => ({ default: (await import('./palette/Palette')).Palette }));
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
      {isSwitcherOpen && <ErrorBoundary onReset={closeSwitcher}><Suspense fallback={null}><Palette /></Suspense></ErrorBoundary>}
      <Helps />
      <Announcer />
    </DeskDataProvider></CoverProvider>
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

/** The window at its door: nothing of a customer is drawn before a person is known. */
const AtTheDoor = ({ session }: { readonly session: Exclude<SessionState, { readonly kind: 'open' | 'firstStart' }> }) => {
  if (session.kind === 'opening') return <Opening />;
  return (
    <>
      <BareTitleBar />
      {session.kind === 'signIn' || session.kind === 'locked' ? <SignIn key={session.kind} session={session} /> : <ChoosePassword key={session.kind} session={session} />}
    </>
  );
};

/** True from the moment first start is shown until it is done, although its person is known before. */
const useFirstStart = (session: SessionState) => {
  const [isFirst, setFirst] = useState(session.kind === 'firstStart');
  useEffect(() => {
    if (session.kind === 'firstStart') setFirst(true);
    else if (session.kind !== 'open') setFirst(false);
  }, [session.kind]);
  return { isFirst: isFirst || session.kind === 'firstStart', finish: () => setFirst(false) };
};

/** The window: its door, first start, or the desk and the screens beside it. */
export const App = () => {
  const session = useSeat((seat) => seat.session);
  const first = useFirstStart(session);
  const locale = useLocale();
  const name = useT()('app.name');
  useEffect(() => {
    document.title = name;
  }, [name]);
  // Another language draws everything anew: no line keeps a date or a plural of the former one. Another person too.
  return (
    <div className={styles.app}>
      <ErrorBoundary>
        {first.isFirst || session.kind === 'firstStart' ? <First onDone={first.finish} /> : session.kind === 'open' ? <Main key={`${locale} ${session.person.id}`} /> : <AtTheDoor session={session} />}
      </ErrorBoundary>
    </div>
  );
};
