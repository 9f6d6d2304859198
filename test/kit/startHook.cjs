// Loaded by `-r` before an app whose start is timed: notes when its window was shown and its content painted, both
// wall clock in ms, prints them as one line and quits the app. See startWatch.ts.
const { join } = require('node:path');
const { app, ipcMain, session } = require('electron');

const marks = { loaded: Date.now() };
const note = (name, at = Date.now()) => {
  marks[name] ??= at;
  const isAtDoor = marks.door !== undefined && marks.signedIn === undefined;
  if (marks.shown === undefined || marks.painted === undefined || isAtDoor || marks.told) return;
  marks.told = true;
  process.stdout.write(`START-MARKS ${JSON.stringify(marks)}\n`, () => app.quit());
};

// The desk opens at its door: the first person types a password, which takes a moment, and signs in. A plain app has no door.
const TYPING_MS = 2500;
const signIn = `(async () => {
  const { value: state } = await zuoxi.request('session.state');
  const asked = Date.now();
  zuoxi.request('session.signIn', { person: state.people[0].id, password: ${JSON.stringify(process.env.START_PASSWORD ?? '')} });
  return asked;
})()`;
const atDoor = (contents) => setTimeout(() => {
  contents.executeJavaScript(signIn).then((asked) => note('asked', asked), (error) => { process.stdout.write(`SIGN-IN FAILED ${error}\n`, () => app.quit()); });
}, TYPING_MS);
// When the window is told, not when it gets to hear of it: by then it may have drawn what is waited for.
const noteSignedIn = (contents) => {
  const { send } = contents;
  contents.send = (channel, event, data, ...more) => {
    if (event === 'session.state' && data?.kind === 'open') note('signedIn');
    return send.call(contents, channel, event, data, ...more);
  };
};

app.on('browser-window-created', (_event, window) => {
  note('window');
  noteSignedIn(window.webContents);
  if (window.isVisible()) note('shown');
  else window.once('show', () => note('shown'));
  window.webContents.once('did-start-navigation', () => note('navigated'));
  window.webContents.once('dom-ready', () => note('domReady'));
});
ipcMain.on('start-watch', ({ sender }, name, at) => {
  note(name, at);
  if (name === 'door') atDoor(sender);
});

// Asked for before the app asks: runs before its own.
app.whenReady().then(() => {
  note('ready');
  const filePath = join(__dirname, 'startPreload.cjs');
  const { defaultSession } = session;
  if (defaultSession.registerPreloadScript) defaultSession.registerPreloadScript({ type: 'frame', filePath });
  else defaultSession.setPreloads([filePath]);
});
