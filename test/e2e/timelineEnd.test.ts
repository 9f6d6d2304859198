/**
 * Where a conversation stands when it is opened, in the real window. Would catch: a list that is drawn in two steps and
 * put right by the virtual list, standing above its end; that correction taken for a person who moved up and kept as
 * the place; a person's own first turn of the wheel swallowed by it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, bubble, firstStart, openConversation, rowOf, untilAccount } from '#test/kit/deskActions';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const PEOPLE = [['31001', '长话'], ['31002', '短话'], ['31003', '杂话']] as const;
const LINES = 110;
/** Lines of conversations that fill the window once or less, where the first step and the second are nearly alike. */
const FEW = Array.from({ length: 6 }, (_, n) => ({ user: String(32_001 + n), name: `少话${n}号`, lines: 10 + n * 3 }));
const ROUNDS = 30;
const HALF_PX = 1;

/** Lines of one, several and many rows of text, so that no guess of a height holds. */
const words = (customer: string, at: number): string => `${customer} ${at} ${'这条裙子的面料会不会起球呢'.repeat(customer === '短话' ? 0 : at % (customer === '长话' ? 17 : 5))}`;

let desk: DeskApp;
let gateway: OnebotGateway;

/** Px between the end of the list and what is on show, once nothing has moved for a while of frames. */
const standing = (): Promise<number> => desk.page.evaluate(async () => {
  const QUIET_FRAMES = 20;
  const MOST_FRAMES = 300;
  const place = (): readonly [number, number] => {
    const scroller = document.querySelector<HTMLElement>('[data-testid=timeline] [data-virtuoso-scroller]');
    return scroller === null ? [-1, -1] : [scroller.scrollTop, scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop];
  };
  let last = place();
  let quiet = 0;
  for (let frames = 0; quiet < QUIET_FRAMES && frames < MOST_FRAMES; frames += 1) {
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    const now = place();
    quiet = now[0] === last[0] && now[1] === last[1] ? quiet + 1 : 0;
    last = now;
  }
  return last[1];
});

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', token: 'end-token', friends: [...PEOPLE.map(([user, nickname]) => ({ user, nickname })), ...FEW.map(({ user, name }) => ({ user, nickname: name }))] });
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '末尾', code: '末', fields: { url: gateway.url, token: 'end-token' } });
  await untilAccount(page, '末尾', 'online');
  await page.getByTestId('nav-desk').click();
  for (let at = 0; at < LINES; at += 1) for (const [user, name] of PEOPLE) gateway.write({ user, message: words(name, at) });
  for (const { user, name, lines } of FEW) for (let at = 0; at < lines; at += 1) gateway.write({ user, message: words(name, at) });
  for (const [, name] of PEOPLE) await rowOf(page, name).filter({ hasText: `${name} ${LINES - 1}` }).waitFor();
  const last = FEW.at(-1);
  await rowOf(page, last?.name ?? '').filter({ hasText: `${last?.name} ${(last?.lines ?? 0) - 1}` }).waitFor();
}, 120_000);

afterAll(async () => {
  await desk?.screenshot('timeline-end');
  await desk?.dispose();
  await gateway?.close();
});

describe('a conversation opened', () => {
  it('stands at its end and stays there, round after round, while messages come in', async () => {
    const { page } = desk;
    const places: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [user, name] = PEOPLE[round % PEOPLE.length] ?? PEOPLE[0];
      await rowOf(page, name).click();
      // At the very moment the rest of the lines is put in above.
      if (round % 2 === 0) gateway.write({ user, message: words(name, LINES + round) });
      await bubble(page, `${name} ${LINES - 1}`).waitFor();
      if (round % 2 === 0) await bubble(page, `${name} ${LINES + round}`).waitFor();
      places.push(await standing());
    }
    expect(places.filter((px) => px > HALF_PX)).toEqual([]);
    expect(await page.getByTestId('to-bottom').count()).toBe(0);
  });

  it('stands at its end too where it hardly fills the window', async () => {
    const { page } = desk;
    const places: [string, number][] = [];
    for (let round = 0; round < 2; round += 1) {
      for (const { user, name, lines } of FEW) {
        await rowOf(page, name).click();
        await bubble(page, `${name} ${lines - 1}`).waitFor();
        const px = await standing();
        if (px > HALF_PX) places.push([name, px]);
        gateway.write({ user, message: words(name, lines + round) });
        await bubble(page, `${name} ${lines + round}`).waitFor();
        const after = await standing();
        if (after > HALF_PX) places.push([`${name}+`, after]);
      }
    }
    expect(places).toEqual([]);
    expect(await page.getByTestId('to-bottom').count()).toBe(0);
  });

  it('is left by the wheel at once, stays where it was put while messages come, and stands there again later', async () => {
    const { page } = desk;
    for (const [user, name] of PEOPLE) {
      await openConversation(page, name);
      const pane = await page.getByTestId('timeline').boundingBox();
      await page.mouse.move((pane?.x ?? 0) + 200, (pane?.y ?? 0) + 200);
      for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, -300);
      await page.getByTestId('to-bottom').waitFor();
      const before = await standing();
      expect(before).toBeGreaterThan(300);
      gateway.write({ user, message: `${name} 还在吗` });
      await page.getByTestId('to-bottom').filter({ hasText: '1' }).waitFor();
      expect(await standing()).toBeGreaterThanOrEqual(before);
    }
    for (const [, name] of PEOPLE) {
      await openConversation(page, name);
      await page.getByTestId('to-bottom').waitFor();
      expect(await standing()).toBeGreaterThan(300);
      await page.getByTestId('to-bottom').click();
      await bubble(page, `${name} 还在吗`).waitFor();
      expect(await standing()).toBeLessThanOrEqual(HALF_PX);
    }
  });
});
