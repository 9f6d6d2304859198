/**
 * What an agent feels: 50 messages a second on one account, one of eight conversations open. From the gateway's
 * write to the painted bubble, and, with the same traffic, from Enter to the painted bubble. The desk has a history
 * of 100,000 messages, as a desk in use has. Both ends read the clock of the same machine.
 */
import { EventEmitter, once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { launchApp, type DeskApp } from '../kit/app';
import { quantile, valueBeside, type BenchRow } from '../kit/benchRow';
import { addAccount, bubble, firstStart, openConversation, rowOf, signIn, untilAccount } from '../kit/deskActions';
import { addHistory } from '../kit/history';
import { bareFrames, marked, paintTimes, untilPainted, watchPaints } from '../kit/paintWatch';
import { startOnebotGateway, type OnebotGateway } from '../peers/onebot/gateway';
import { preparePage, untilApplied } from './archivePage';

const PER_SECOND = 50;
const CUSTOMERS = Array.from({ length: 8 }, (_, n) => ({ user: String(50_001 + n), nickname: `顾客${'甲乙丙丁戊己庚辛'[n]}` }));
const HISTORY = Number(process.env.ZUOXI_BENCH_MESSAGES ?? 100_000);
/** Messages of the first seconds, in which the page compiles what it runs. */
const WARM_UP = 250;
const MEASURED = 3000;
const REPLIES = 150;
/** Messages that arrive between two replies. */
const BETWEEN = 20;
const GOLDEN = 0.618;
const FRAME_MS = 1000 / 60;
const ACCOUNT = '青禾-售前';

const words = ['您好，这件外套还有 M 码吗', '今天下单几时发货，能不能加急一下', '收到货发现颜色和图片不一样，想换一件', '好的谢谢', '已经三天了物流没有更新，麻烦帮我查一下'];

/** Customers who never stop writing, round robin. Every message tells `written` its number. */
class Traffic {
  readonly written = new EventEmitter();
  readonly times = new Map<string, number>();
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout;
  private count = 0;

  constructor(private readonly gateway: OnebotGateway) {
    this.timer = setInterval(() => this.catchUp(), 1000 / PER_SECOND / 2);
  }

  get sent(): number {
    return this.count;
  }
  async until(count: number): Promise<void> {
    while (this.count < count) await once(this.written, 'message');
  }
  stop(): void {
    clearInterval(this.timer);
  }

  private catchUp(): void {
    while (this.count < ((performance.now() - this.started) / 1000) * PER_SECOND) {
      const marker = `in${this.count}`;
      const customer = CUSTOMERS[this.count % CUSTOMERS.length];
      const message = marked(`${words[this.count % words.length]} `, marker);
      this.times.set(marker, Date.now());
      if (customer !== undefined) this.gateway.write({ user: customer.user, message });
      this.count += 1;
      this.written.emit('message');
    }
  }
}

/** A desk with one connected account and a history, the first customer's conversation open. */
const openDesk = async (gateway: OnebotGateway): Promise<DeskApp> => {
  const first = await launchApp();
  await firstStart(first.page, 'add');
  await addAccount(first.page, { channel: 'onebot', name: ACCOUNT, code: '售前', fields: { url: gateway.url, perMinute: 6000 } });
  await untilAccount(first.page, ACCOUNT, 'online');
  await first.page.getByTestId('nav-desk').click();
  for (const { user } of CUSTOMERS) gateway.write({ user, message: '在吗' });
  for (const { nickname } of CUSTOMERS) await rowOf(first.page, nickname).waitFor();
  await openConversation(first.page, CUSTOMERS[0]?.nickname ?? '');
  await first.quit();
  const head = await addHistory(first.dataDir, { messages: HISTORY, accounts: 4, conversations: 800 });
  const desk = await launchApp({ userData: first.userData });
  const { page } = desk;
  await signIn(desk.page);
  await preparePage(page);
  await untilApplied(page, head);
  await gateway.connected();
  await page.getByTestId('composer').waitFor();
  await bubble(page, '在吗').waitFor();
  await watchPaints(page);
  return desk;
};

/** Writes a reply every so many messages and waits for its bubble, as somebody at the desk would. */
const answer = async (page: DeskApp['page'], traffic: Traffic): Promise<void> => {
  const composer = page.getByTestId('composer');
  for (let n = 0; n < REPLIES; n += 1) {
    await traffic.until(traffic.sent + BETWEEN);
    // Somewhere between two messages: a person does not write in step with the others.
    await wait((1000 / PER_SECOND) * ((n * GOLDEN) % 1));
    const marker = `out${n}`;
    await composer.fill(marked('亲，有现货的，今天下单明天发出哦 ', marker));
    await composer.press('Enter');
    await untilPainted(page, marker);
  }
};

const delays = (from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>, isCounted: (marker: string) => boolean): readonly number[] =>
  [...from].flatMap(([marker, at]) => {
    const seen = to.get(marker);
    return seen === undefined || !isCounted(marker) ? [] : [seen - at];
  });

const rowsOf = (name: string, values: readonly number[], atMost: number): readonly BenchRow[] => [
  valueBeside(`${name}, median of ${values.length}`, quantile(values, 0.5), 'ms', FRAME_MS),
  valueBeside(`${name}, p95`, quantile(values, 0.95), 'ms', FRAME_MS, { atMost }),
];

export const run = async (): Promise<readonly BenchRow[]> => {
  const gateway = await startOnebotGateway({ self: '10001000', friends: CUSTOMERS });
  let desk: DeskApp | undefined;
  try {
    desk = await openDesk(gateway);
    const frames = await bareFrames(desk.page);
    const traffic = new Traffic(gateway);
    try {
      await traffic.until(WARM_UP + MEASURED);
      await answer(desk.page, traffic);
    } finally {
      traffic.stop();
    }
    const { paints, keys } = await paintTimes(desk.page);
    const numberOf = (marker: string): number => Number(marker.replace(/^\D+/u, ''));
    return [
      valueBeside('one bare element to painted frame on this machine, desk at rest, p95', quantile(frames, 0.95), 'ms', FRAME_MS),
      ...rowsOf(`socket to painted bubble, ${PER_SECOND} messages/s`, delays(traffic.times, paints, (marker) => numberOf(marker) >= WARM_UP && numberOf(marker) < WARM_UP + MEASURED), 150),
      ...rowsOf(`Enter to painted bubble, ${PER_SECOND} messages/s beside`, delays(keys, paints, () => true), 50),
    ];
  } finally {
    await desk?.dispose();
    await gateway.close();
  }
};
