import { lazy, Suspense, useEffect, useState } from 'react';
import type { SessionState } from '#shared/ipc/session';
import { useLocale, useT } from '../i18n/useT';
import { useSeat } from '../state/seat';
import { refreshSession } from '../state/session';
import { showAdmin, showDesk } from '../state/view';
import { EmptyLine } from '../ui/EmptyLine';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { BareTitleBar } from './BareTitleBar';
import { preloaded } from './preloaded';
import { ChoosePassword } from './signin/ChoosePassword';
import { SignIn } from './signin/SignIn';
import { useLasting } from './useLasting';

// The door is drawn first; what is behind it is loaded while a password is typed (main.tsx).
export const signedIn = preloaded(async () => (await import('./SignedIn')).SignedIn);
const FirstStart = lazy(async () => ({ default: (await import('../admin/FirstStart')).FirstStart }));

/** Before it is known whether anybody ever sat here; words only when it takes unusually long. */
const Opening = () => {
  const t = useT();
  const isSlow = useLasting(true, 2000);
  return <><BareTitleBar />{isSlow && <EmptyLine>{t('start.stuck')}</EmptyLine>}</>;
};

/** What is behind the door, as soon as it is loaded. */
const Behind = () => {
  const SignedIn = signedIn.useComponent();
  return SignedIn === undefined ? <Opening /> : <SignedIn />;
};

const First = ({ onDone }: { readonly onDone: () => void }) => (
  <>
    <BareTitleBar />
    <ErrorBoundary>
      <Suspense fallback={null}>
        <div className={styles.screen}>
          <FirstStart onDone={(next) => {
            if (next === 'addAccount') showAdmin('addAccount');
            else showDesk();
            refreshSession().catch(() => undefined); // asked again when the engine's next port arrives
            onDone();
          }} />
        </div>
      </Suspense>
    </ErrorBoundary>
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
        {first.isFirst || session.kind === 'firstStart' ? <First onDone={first.finish} /> : session.kind === 'open' ? <Behind key={`${locale} ${session.person.id}`} /> : <AtTheDoor session={session} />}
      </ErrorBoundary>
    </div>
  );
};
