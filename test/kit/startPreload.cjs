// Runs before the page of an app whose start is timed: tells when the content to wait for was painted.
const { ipcRenderer } = require('electron');

const CONTENT = '[data-testid=conversation-list] [role=option], [data-plain]';
const tell = (name) => ipcRenderer.send('start-watch', name, Date.now());

tell('preload');
const find = () => {
  const found = document.querySelector(CONTENT);
  if (found === null || found.getBoundingClientRect().height === 0) return;
  watch.disconnect();
  tell('rendered');
  // A message posted from a frame's callback is heard after that frame's style, layout and paint.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { tell('painted'); port1.close(); };
    port2.postMessage(null);
  });
};
const watch = new MutationObserver(find);
watch.observe(document, { childList: true, subtree: true });
