/** Search as a supervisor feels it while the shop is busy: the search page is open and customers write all the time. */
import { loadavg } from 'node:os';
import { launchApp, type DeskApp } from '../kit/app';
import { addAccount, enterDesk, untilAccount } from '../kit/deskActions';
import { settledDrafts } from '../kit/history';
import { startOnebotGateway, type OnebotGateway } from '../peers/onebot/gateway';
import { preparePage, untilApplied } from './archivePage';
import { appendTo } from './searchLoad';
import { ask, untilIndexed } from './searchPage';

export const PER_SECOND = 50;
/** A person asks in bursts; this is one that does not end. Mean ms between an answer and the next question. */
const APART_MS = 40;
const ACCOUNT = '量测';
const CUSTOMERS = Array.from({ length: 8 }, (_, n) => ({ user: String(60_001 + n), nickname: `顾客${'甲乙丙丁戊己庚辛'[n]}` }));

/** Customers who write these texts round robin, `PER_SECOND` a second. Returns the stopper, which tells how many they wrote. */
const startTraffic = (gateway: OnebotGateway, texts: readonly string[]): (() => number) => {
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    while (sent < ((performance.now() - started) / 1000) * PER_SECOND) {
      gateway.write({ user: CUSTOMERS[sent % CUSTOMERS.length]?.user ?? '', message: texts[sent % texts.length] ?? '' });
      sent += 1;
    }
  }, 10);
  return () => {
    clearInterval(timer);
    return sent;
  };
};

/** Times (ms) of the same questions with nothing arriving, in the first seconds of the traffic (the app compiles what it runs then), and after them. */
export type Searched = { readonly quiet: readonly number[]; readonly beginning: readonly number[]; readonly busy: readonly number[]; readonly load: number; /** Lines indexed when all of it was in. */ readonly docs: number };

/** A desk that does not run, of `docs` messages and no people, and what is written and asked there. */
export type LiveDesk = { readonly userData: string; readonly dataDir: string; readonly docs: number; readonly texts: readonly string[]; readonly queries: readonly string[] };

/** Makes it a desk with a supervisor, signs in, asks. */
export const searchLive = async ({ userData, dataDir, docs, texts, queries }: LiveDesk): Promise<Searched> => {
  const head = await appendTo(dataDir, [settledDrafts]);
  const gateway = await startOnebotGateway({ self: '70001000', friends: CUSTOMERS });
  let desk: DeskApp | undefined;
  try {
    desk = await launchApp({ userData });
    const { page } = desk;
    await enterDesk(desk);
    await preparePage(page);
    await untilApplied(page, head);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-accounts').click();
    await addAccount(page, { channel: 'onebot', name: ACCOUNT, code: '测', fields: { url: gateway.url, perMinute: 6000 } });
    await untilAccount(page, ACCOUNT, 'online');
    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('search-subject').waitFor();
    await untilIndexed(page, docs);
    // The first round fills SQLite's memory: a supervisor's first question has a row of its own.
    const { warm: quiet } = await ask(page, queries, 2, APART_MS);
    const stop = startTraffic(gateway, texts);
    const { first, warm } = await ask(page, queries, 3, APART_MS).finally(stop);
    const load = loadavg()[0] ?? Number.NaN;
    const all = docs + stop();
    await untilIndexed(page, all);
    return { quiet, beginning: first, busy: warm, load, docs: all };
  } finally {
    await desk?.quit();
    await gateway.close();
  }
};
