// Loaded by `-r` before the app: holds `ready` until Playwright is attached (else it misses the first page in
// some launches). Playwright's own loader does the same but also switches the key store off.
const { app } = require('electron');

process.argv.splice(1, process.argv.indexOf('--remote-debugging-port=0'));

const reallyReady = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments = [];
let isReady = false;
let release;
const held = new Promise((resolve) => { release = resolve; });

app.emit = (event, ...values) => {
  if (event !== 'ready') return emit(event, ...values);
  readyArguments = values;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => held;

// The name is Playwright's: it calls it when it is attached.
globalThis.__playwright_run = async () => {
  const value = await reallyReady;
  isReady = true;
  release(value);
  emit('ready', ...readyArguments);
};
