// Runs before the page of an app whose start is timed: tells when the content to wait for was painted.
const { ipcRenderer } = require('electron');

const DOOR = '[data-testid=sign-in-password]';
const CONTENT = '[data-testid=conversation-list] [role=option], [data-plain]';
const tell = (name) => ipcRenderer.send('start-watch', name, Date.now());

tell('preload');
// A message posted from a frame's callback is heard after that frame's style, layout and paint.
const tellPainted = (name) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { tell(name); port1.close(); };
  port2.postMessage(null);
});
const isDrawn = (selector) => (document.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0;
let isAtDoor = false;
const find = () => {
  if (!isAtDoor && isDrawn(DOOR)) {
    isAtDoor = true;
    tellPainted('door');
  }
  if (!isDrawn(CONTENT)) return;
  watch.disconnect();
  tell('rendered');
  tellPainted('painted');
};
const watch = new MutationObserver(find);
watch.observe(document, { childList: true, subtree: true });
