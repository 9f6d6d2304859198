import './nonceShim';
import './zodSetup';
import '../ui/tokens.css';
import '../ui/base.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startDesk } from '../bridge/desk';
import { startPorts } from '../bridge/ports';
import { startI18n } from '../i18n/translate';
import { startKeys } from '../state/keys';
import { startLiveStatus } from '../state/liveStatus';
import { startPreferences, usePreferences } from '../state/preferences';
import { startSeat } from '../state/seat';
import { startSession } from '../state/session';
import { startSounds } from './alerts/startSounds';
import { startTornWindows } from '../state/tornWindow';
import { tornConversation } from '../state/windowKind';
import { App, signedIn } from './App';

/** The door is painted by then even on a slow machine, ms. */
const DOOR_MS = 500;

const TornApp = lazy(async () => ({ default: (await import('./TornApp')).TornApp }));

/** What is behind the door, and what it shows. */
const openDesk = async (): Promise<void> => {
  const [{ openArchive }] = await Promise.all([import('./openArchive'), signedIn.load()]);
  openArchive(true);
};

// 1. how it looks and speaks, before anything is drawn
startPreferences();
startI18n(usePreferences.getState().locale);

// 2. the ports: commands can leave while the first frame is drawn
startPorts();
startDesk();
startLiveStatus();
startSeat();
startSession();
startKeys();
startTornWindows();
if (tornConversation === undefined) startSounds();

// 3. the screen
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<StrictMode>{tornConversation === undefined ? <App /> : <Suspense fallback={null}><TornApp conversation={tornConversation} /></Suspense>}</StrictMode>);

// 4. the records: right after the door is painted, at once where there is none
if (tornConversation === undefined) requestIdleCallback(() => void openDesk(), { timeout: DOOR_MS });
else void import('./openArchive').then(({ openArchive }) => openArchive(false));
