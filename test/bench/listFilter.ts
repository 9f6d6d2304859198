/**
 * What choosing a filter costs at ten thousand conversations, in the real window: from the click to the frame after
 * the list has changed, and, by itself, what judging everything anew costs and what one message costs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListIndex } from '#renderer/archive/queries/listIndex';
import type { ListContext, ListFilter } from '#renderer/archive/queries/conversationList';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { clocksOf } from '#shared/rules/clock';
import { rulePackSchema } from '#shared/rules/rulePack';
import { nobodyWaits } from '#shared/rules/waiting';
import shipped from '../../resources/rules/default.json';
import type { CDPSession } from 'playwright-core';
import { launchApp } from '../kit/app';
import { quantile, valueBeside, type BenchRow } from '../kit/benchRow';
import { enterDesk } from '../kit/deskActions';
import { addHistory, settledDrafts } from '../kit/history';
import { preparePage, untilApplied } from './archivePage';

const CONVERSATIONS = 10_000;
const MESSAGES = 30_000;
const ROUNDS = 8;
const WARM_UP = 12;
const MEASURED = 40;
const FRAME_MS = 1000 / 60;
const NOW = Date.parse('2026-03-03T10:00:00+08:00');

const pack = rulePackSchema.parse(shipped);
const provinces = ['110000', '310000', '330000', '440000', '510000'];

/** A busy shop: one in seven waits. */
const rowOf = (n: number): ConversationRow => ({
  id: `bench-${n % 12}/private:${n}` as ConversationId, account: `bench-${n % 12}` as AccountId, chat: { id: `private:${n}` as never, kind: 'private' }, kind: 'private', title: `顾客${n}`, // this bench's ids
  touched: n, lastAt: NOW - n * 1000, lastSeq: n, unread: n % 3, readSeq: 0, waitingSince: n % 7 === 0 ? NOW - n * 500 : 0, status: n % 9 === 0 ? 'closed' : 'open', queued: 0, failed: 0, uncertain: 0,
  province: provinces[n % provinces.length] ?? '', tags: n % 4 === 0 ? ['大单'] : [], stage: n % 2 === 0 ? 'deal' : 'potential',
  marks: { newest: n, unreadSeqs: [], firstAt: 0, hasForeign: false, undeliveredFrom: 0, unseenFrom: 0, waiting: nobodyWaits },
});

/** Processor time of one run, ms: a machine busy with other things does not count in it. */
const measure = (run: (round: number) => void): number => {
  for (let round = 0; round < WARM_UP; round += 1) run(round);
  const before = process.cpuUsage();
  for (let round = 0; round < MEASURED; round += 1) run(round);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / MEASURED;
};

/** In ms: everything judged anew, and one changed row of ten thousand. */
const judging = (): { readonly anew: number; readonly one: number } => {
  const rows = Array.from({ length: CONVERSATIONS }, (_, n) => rowOf(n));
  const known = new WeakMap<ConversationRow, ReturnType<typeof clocksOf>>();
  const clockOf: ListContext['clockOf'] = (row) => {
    const clocks = known.get(row) ?? clocksOf(pack, row, 'onebot');
    known.set(row, clocks);
    return clocks[0];
  };
  const context: ListContext = { now: NOW, clockOf, platformOf: () => 'onebot' };
  const filters: readonly ListFilter[] = [{ scope: 'all' }, { scope: 'waiting', province: '330000' }, { scope: 'unread', tag: '大单' }, { scope: 'overdue' }];
  const index = new ListIndex();
  const anew = measure((round) => { index.view(rows, { ...filters[round % filters.length] }, context); });
  const all: ListFilter = { scope: 'all' };
  index.view(rows, all, context);
  const one = measure((round) => {
    const at = (round * 617) % CONVERSATIONS;
    const row = rows[at];
    if (row !== undefined) rows[at] = { ...row, lastAt: NOW + round, unread: row.unread + 1 };
    index.view([...rows], all, context);
  });
  return { anew, one };
};

type Clicked = { readonly painted: number; readonly work: number };

/** Main thread's own time since it began, ms: a busy machine does not count in it. */
const workOf = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
};

/** In ms: p95 from the click on a chip to the frame that shows its list, and the window's own work for one. */
const clicking = async (): Promise<Clicked> => {
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-filter-'));
  try {
    const head = await addHistory(join(userData, 'desk'), { messages: MESSAGES, accounts: 12, conversations: CONVERSATIONS }, { before: settledDrafts });
    const desk = await launchApp({ userData });
    try {
      await enterDesk(desk);
      await preparePage(desk.page);
      await desk.page.getByTestId('nav-desk').waitFor();
      await untilApplied(desk.page, head);
      await desk.page.getByTestId('conversation-list').getByRole('option').first().waitFor();
      const session = await desk.page.context().newCDPSession(desk.page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const before = await workOf(session);
      const times = await desk.page.evaluate(async (rounds) => {
        const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(() => resolve(performance.now())); }); });
        const taken: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          for (const name of ['unread', 'waiting', 'overdue', 'mine', 'all']) {
            const chip = document.querySelector<HTMLElement>(`[data-chip=${name}]`);
            await frame();
            const started = performance.now();
            chip?.click();
            while (chip?.getAttribute('aria-pressed') !== 'true') await frame();
            taken.push(await frame() - started);
          }
        }
        return taken;
      }, ROUNDS);
      const work = (await workOf(session) - before) / times.length;
      return { painted: quantile(times.slice(5), 0.95), work };
    } finally {
      await desk.quit();
    }
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
};

export const run = async (): Promise<BenchRow[]> => {
  const { anew, one } = judging();
  const { painted, work } = await clicking();
  return [
    valueBeside('filter of 10,000 conversations judged anew, beside a frame', anew, 'ms', FRAME_MS, { atMost: 25 }),
    valueBeside('one changed conversation of 10,000, beside a frame', one, 'ms', FRAME_MS, { atMost: 4 }),
    valueBeside('chip pressed to its list painted, 10,000 conversations, p95, beside a frame', painted, 'ms', FRAME_MS, { atMost: 50 }),
    valueBeside('own work of the window for one chip, 10,000 conversations, beside a frame', work, 'ms', FRAME_MS, { atMost: 50 }),
  ];
};
