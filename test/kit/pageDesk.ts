/**
 * Commands and readings from inside the real window, past its screens: what a burst needs a thousand times. They go
 * through main, not through the driver's page: a page that crashed once stays crashed for the driver for good.
 */
import type { DeskApp } from './app';
import type { TimelineRow } from '#renderer/archive/schema/timelineRows';

type Answer = { readonly ok: boolean; readonly code: string };
type PageDesk = { readonly call: (method: string, input: unknown) => Promise<Answer> };

/** Runs a function with one JSON argument in the window's own world. Rejects when the window dies meanwhile. */
const inWindow = <T, A = undefined>(desk: DeskApp, run: (argument: A) => Promise<T>, argument?: A): Promise<T> =>
  desk.electron.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<T>, // the function's own result
    `(${run.toString()})(${argument === undefined ? '' : JSON.stringify(argument)})`,
  );

/**
 * Gives the page a second user of its own desk port (`window.testDesk`): asks main for fresh ports and listens
 * beside the app. A call whose port dies answers `port.gone`; the page's next port is used from then on.
 */
export const openPageDesk = (desk: DeskApp): Promise<void> => inWindow(desk, () => new Promise<void>((resolve) => {
  type Zuoxi = { readonly request: (method: string) => Promise<unknown>; readonly on: (listener: (event: string, data: { readonly state?: string }) => void) => void };
  const world = window as unknown as { readonly zuoxi: Zuoxi; testDesk?: PageDesk }; // the preload's bridge, and ours
  const pending = new Map<number, (answer: Answer) => void>();
  let port: MessagePort | undefined;
  let next = 1_000_000_000; // far above the app's own request numbers on the same port
  const lose = (): void => {
    for (const settle of pending.values()) settle({ ok: false, code: 'port.gone' });
    pending.clear();
  };
  const take = (fresh: MessagePort): void => {
    lose();
    port = fresh;
    fresh.addEventListener('message', ({ data }: MessageEvent<{ readonly id?: number; readonly error?: { readonly code: string } }>) => {
      if (data.id === undefined) return;
      pending.get(data.id)?.(data.error === undefined ? { ok: true, code: '' } : { ok: false, code: data.error.code });
      pending.delete(data.id);
    });
    fresh.start();
  };
  window.addEventListener('message', ({ data, ports: [fresh] }: MessageEvent<{ readonly type?: string; readonly port?: string }>) => {
    if (data?.type === 'zuoxi:port' && data.port === 'desk' && fresh !== undefined) { take(fresh); resolve(); }
  });
  world.zuoxi.on((event, data) => { if (event === 'engine.state' && data.state !== 'running') { port = undefined; lose(); } });
  world.testDesk = {
    call: (method, input) => new Promise((settle) => {
      if (port === undefined) { settle({ ok: false, code: 'port.gone' }); return; }
      next += 1;
      pending.set(next, settle);
      port.postMessage({ id: next, method, input });
    }),
  };
  void world.zuoxi.request('ports.request');
}));

/** One command through the page's desk port. */
export const pageCall = (desk: DeskApp, method: string, input: unknown): Promise<Answer> =>
  inWindow(desk, ([name, body]: readonly [string, unknown]) => (window as unknown as { readonly testDesk: PageDesk }).testDesk.call(name, body), [method, input]); // openPageDesk put it there

export type Line = Pick<TimelineRow, 'conversation' | 'direction' | 'delivery' | 'client' | 'kind'> & { readonly text: string; readonly at: number; readonly seq: number };

/** Every line of the archive as IndexedDB has it now, oldest first per conversation. */
export const readArchive = (desk: DeskApp): Promise<readonly Line[]> => inWindow(desk, () => new Promise<Line[]>((resolve, reject) => {
  const opening = indexedDB.open('zuoxi');
  opening.onerror = () => reject(opening.error ?? new Error('the archive does not open'));
  opening.onsuccess = () => {
    const db = opening.result;
    const reading = db.transaction('timeline').objectStore('timeline').getAll();
    reading.onerror = () => reject(reading.error ?? new Error('the archive cannot be read'));
    reading.onsuccess = () => {
      db.close();
      resolve((reading.result as TimelineRow[]).map((row) => ({
        conversation: row.conversation, direction: row.direction, delivery: row.delivery, client: row.client, kind: row.kind, at: row.at, seq: row.seq,
        text: (row.parts ?? []).map((part) => (part.kind === 'text' ? part.text : '')).join(''),
      })).reverse());
    };
  };
}));

export type AccountIds = Readonly<Record<string, string>>;

/** Ids of the registered accounts by name. */
export const readAccounts = (desk: DeskApp): Promise<AccountIds> => inWindow(desk, () => new Promise<Record<string, string>>((resolve, reject) => {
  const opening = indexedDB.open('zuoxi');
  opening.onerror = () => reject(opening.error ?? new Error('the archive does not open'));
  opening.onsuccess = () => {
    const db = opening.result;
    const reading = db.transaction('accounts').objectStore('accounts').getAll();
    reading.onsuccess = () => { db.close(); resolve(Object.fromEntries((reading.result as { readonly id: string; readonly name: string }[]).map((row) => [row.name, row.id]))); };
    reading.onerror = () => reject(reading.error ?? new Error('the archive cannot be read'));
  };
}));
