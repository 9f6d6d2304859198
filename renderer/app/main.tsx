import './nonceShim';
import './zodSetup';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startArchive } from '../archive/queries/connection';
import { keepDesk } from '../archive/queries/keepDesk';
import { startSearch } from '../archive/search/searchClient';
import { startDesk } from '../bridge/desk';
import { warmDesk } from '../desk/shell/warmDesk';
import { onPort, startPorts, takePort } from '../bridge/ports';
import { startI18n } from '../i18n/translate';
import { startKeys } from '../state/keys';
import { startLiveStatus } from '../state/liveStatus';
import { startPreferences, usePreferences } from '../state/preferences';
import { startSeat } from '../state/seat';
import { startSession } from '../state/session';
import { startSounds } from './alerts/startSounds';
import { startTornWindows } from '../state/tornWindow';
import { tornConversation } from '../state/windowKind';
import { App } from './App';
import { TornApp } from './TornApp';

/** The door is painted by then even on a slow machine, ms. */
const DOOR_MS = 500;

// 1. how it looks and speaks, before anything is drawn
startPreferences();
startI18n(usePreferences.getState().locale);

// 2. the ports: the archive fills itself and commands can leave while the first frame is drawn
startPorts();
startDesk();
const archive = startArchive(() => takePort('archive'));
startSearch();
onPort('archive', archive.givePort);
startLiveStatus();
startSeat();
startSession();
startKeys();
startTornWindows();
if (tornConversation === undefined) startSounds();

// 3. the screen
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<StrictMode>{tornConversation === undefined ? <App /> : <TornApp conversation={tornConversation} />}</StrictMode>);

// 4. what the desk begins with, read while somebody types a password at its door
if (tornConversation === undefined) requestIdleCallback(() => void keepDesk().then(warmDesk), { timeout: DOOR_MS });
