/**
 * Hostile words on every channel, through engine, ledger and archive to the screen of the real app. Bugs these catch:
 * text that becomes markup or a script, an address that runs, a name or a card that does, words changed on the way,
 * one message that pushes the desk out of its layout or stops it.
 */
import type { Dialog } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, firstStart, rowOf, untilAccount, write } from '#test/kit/deskActions';
import { watchViolations } from '#test/kit/violations';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const USER = '20001';
const LI = 'li@guest.localhost';
/** What an attack that works would do. */
const RUN = 'window.pwned=(window.pwned||0)+1';

const markup: readonly string[] = [
  `<script>${RUN};alert(1)</script>`,
  `<img src=x onerror="${RUN};alert(2)">`,
  `"><svg/onload=${RUN}><details open ontoggle=${RUN}>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe><style>*{display:none}</style>`,
  `<a href="javascript:${RUN}">点我</a> [点我](javascript:${RUN}) **粗** <b>b</b>`,
  `javascript:${RUN} data:text/html,<script>${RUN}</script> vbscript:x`,
  `https://evil.example/"onmouseover="${RUN}"/<script>${RUN}</script>`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} $t(form.save) {{name}} %s`,
  '[CQ:image,file=http://127.0.0.1:1/x.png] [CQ:at,qq=all] [CQ:json,data={}]',
  '&lt;b&gt; &amp;amp; &#91;CQ:face,id=1&#93; &#60;script&#62; &nbsp; \\u003cscript\\u003e',
];
const shapes: readonly string[] = [
  '\u202e报价单gpj.exe\u202d\u2066\u2067没有收尾的方向符',
  `Z${'\u0301\u0489'.repeat(800)} 上下堆叠`,
  `没有空格的一长串${'W'.repeat(6_000)}`,
  `很多行${'\n行'.repeat(400)}`,
  '👩‍👩‍👧‍👦🏳️‍🌈\ufeff\u200b\u2028\u2029 特殊空白',
];

let desk: DeskApp;
let gateway: OnebotGateway;
let strings: OnebotGateway;
let prosody: Prosody;
let li: Customer;
let refused: () => Promise<readonly string[]>;
const dialogs: string[] = [];

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', friends: [{ user: USER, nickname: '王若曦' }] });
  strings = await startOnebotGateway({ self: '10002', dialect: 'gocqhttp', friends: [{ user: USER, nickname: '孙浩然' }] });
  prosody = await startProsody({ accounts: ['agent1@seat.localhost', LI] });
  li = await joinCustomer(prosody, LI);
  await li.introduce('李老师');
  desk = await launchApp();
  const { page } = desk;
  page.on('dialog', (dialog: Dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '数组', code: '数', fields: { url: gateway.url } });
  await addAccount(page, { channel: 'onebot', name: '字串', code: '串', fields: { url: strings.url } });
  const { settings, secrets } = prosody.settingsOf('agent1@seat.localhost');
  await addAccount(page, { channel: 'xmpp', name: '席位', code: '席', fields: { jid: 'agent1@seat.localhost', password: secrets.password ?? '', service: String(settings.service), fingerprint: String(settings.fingerprint) } });
  for (const name of ['数组', '字串', '席位']) await untilAccount(page, name, 'online');
  refused = await watchViolations(desk);
  await page.getByTestId('nav-desk').click();
}, 120_000);

afterAll(async () => {
  await desk?.dispose();
  await li?.leave();
  await Promise.all([gateway?.close(), strings?.close(), prosody?.stop()]);
});

/** Nothing ran, nothing asked, nothing was even tried and refused, and no element came out of anybody's words. */
const expectHarmless = async (): Promise<void> => {
  expect(dialogs).toEqual([]);
  expect(await desk.page.evaluate(() => (globalThis as unknown as { readonly pwned?: number }).pwned)).toBeUndefined(); // what RUN would set
  expect(await refused()).toEqual([]);
  expect(await desk.page.locator('[data-testid=message] :is(script, style, iframe, object, embed, form, a[href], details, svg[onload], [onerror], [onload], [onmouseover])').count()).toBe(0);
  expect(desk.page.url()).toMatch(/^app:\/\/main\//);
};

/** The desk still stands: nothing wider than the window, the composer in sight and alive, bubbles inside the timeline. */
const expectLayout = async (): Promise<void> => {
  const found = await desk.page.evaluate(() => {
    const box = (element: Element | null): DOMRect | undefined => element?.getBoundingClientRect();
    const timeline = box(document.querySelector('[data-testid=timeline]') ?? document.querySelector('[data-testid=message]')?.closest('[role=list], [role=log], [data-virtuoso-scroller]') ?? null);
    const wide = [...document.querySelectorAll('[data-testid=message], [data-testid=conversation-list] [role=option]')].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1 || (each.matches('[data-testid=message]') && timeline !== undefined && right > timeline.right + 1);
    }).length;
    const scrolls = [...document.querySelectorAll('[data-virtuoso-scroller], [data-testid=conversation-list]')].filter((each) => each.scrollWidth > each.clientWidth + 1).length;
    const rows = [...document.querySelectorAll('[data-testid=conversation-list] [role=option]')].map((row) => Math.round(row.getBoundingClientRect().height));
    return { sideways: document.documentElement.scrollWidth > innerWidth, scrolls, wide, heights: new Set(rows).size, composer: box(document.querySelector('[data-testid=composer]'))?.bottom ?? Infinity, height: innerHeight };
  });
  expect(found).toMatchObject({ sideways: false, scrolls: 0, wide: 0 });
  expect(found.heights).toBeLessThanOrEqual(1);
  expect(found.composer).toBeLessThanOrEqual(found.height);
};

let marks = 0;
/** Sends words under a mark of their own and reads the bubble back. */
const shown = async (say: (text: string) => unknown, text: string): Promise<string> => {
  marks += 1;
  const mark = `#${marks}#`;
  await say(`${mark}${text}`);
  const found = desk.page.getByTestId('message').filter({ hasText: mark }).last();
  await found.waitFor();
  return (await found.textContent() ?? '').split(mark)[1] ?? '';
};

const open = async (title: string): Promise<void> => {
  await rowOf(desk.page, title).click();
  await desk.page.getByTestId('composer').waitFor();
};

describe('hostile words', () => {
  it('OneBot, message segments: shown as they were written', async () => {
    const say = (text: string): unknown => gateway.write({ user: USER, message: text });
    say('你好');
    await open('王若曦');
    for (const [at, text] of [...markup, ...shapes, 'a\u0000b'].entries()) {
      expect(await shown(say, text)).toContain(text);
      await expectHarmless();
      await expectLayout();
      if (at === markup.length + 1) await desk.screenshot('hostile-markup');
    }
    marks += 1;
    gateway.push(`{"post_type":"message","message_type":"private","sub_type":"friend","self_id":10001,"user_id":20001,"message_id":70001,"time":${Math.floor(Date.now() / 1_000)},"sender":{"nickname":"王若曦"},"message":[{"type":"text","data":{"text":"#${marks}#\\ud83d半个\\udc00字"}}]}`);
    await desk.page.getByTestId('message').filter({ hasText: `#${marks}#\ufffd半个\ufffd字` }).waitFor();
    await desk.screenshot('hostile-text');
  });

  it('OneBot, CQ strings: escapes are undone once, never twice', async () => {
    const say = (text: string): unknown => strings.write({ user: USER, message: text });
    say('你好');
    await open('孙浩然');
    for (const text of markup) expect(await shown(say, text)).toContain(text);
    await expectHarmless();
    await expectLayout();
  });

  it('XMPP: shown as they were written', async () => {
    const say = (text: string): Promise<string> => li.say('agent1@seat.localhost', text);
    await say('你好');
    await open('李老师');
    for (const text of [...markup, ...shapes]) expect(await shown(say, text)).toContain(text.replaceAll('\r', ''));
    await expectHarmless();
    await expectLayout();
  });

  it('names, cards, files and what nobody knows', async () => {
    const name = `<img src=x onerror=${RUN}>\u202e名字`;
    const segments = [
      { type: 'text', data: { text: '卡片 ' } },
      { type: `<img src=x onerror=${RUN}>`, data: { x: `<script>${RUN}</script>` } },
      { type: 'share', data: { url: `javascript:${RUN}`, title: '<b>便宜</b>', content: '<script>1</script>' } },
      { type: 'share', data: { url: `https://evil.example/?q=<script>${RUN}</script>`, title: '<b>便宜</b>', content: `<img src=x onerror=${RUN}>` } },
      { type: 'json', data: { data: JSON.stringify({ prompt: '<b>p</b>', meta: { detail_1: { title: `<script>${RUN}</script>`, desc: '<i>', qqdocurl: `javascript:${RUN}` } } }) } },
      { type: 'file', data: { file: `"><script>${RUN}</script>.png`, file_id: '../../etc/passwd', file_size: '12' } },
      { type: 'location', data: { lat: '30', lon: '120', title: '<b>t</b>', content: `"><img onerror=${RUN}>` } },
      { type: 'file', data: { file: '报价单\u202egpj.exe', file_id: 'a', file_size: '12' } },
      { type: 'at', data: { qq: '1', name: `<img src=x onerror=${RUN}>` } },
    ];
    gateway.write({ user: '29999', nickname: name, message: segments });
    const row = desk.page.getByTestId('conversation-list').getByRole('option').filter({ hasText: '<img src=x' }).first();
    await row.waitFor();
    await row.click();
    await desk.page.getByTestId('message').filter({ hasText: '卡片' }).filter({ hasText: '报价单gpj.exe' }).waitFor();
    // A click turns the button into another one: press the first until none is left.
    const raw = desk.page.getByTestId('message').getByRole('button', { name: '看原始内容' });
    for (let left = await raw.count(); left > 0; left -= 1) await raw.first().click();
    await expectHarmless();
    await expectLayout();
    await desk.screenshot('hostile-cards');
  });

  it('a megabyte of text: the desk goes on', async () => {
    await open('王若曦');
    const say = (text: string): unknown => gateway.write({ user: USER, message: text });
    const text = `${'一兆字节的话，'.repeat(50_000)}完`;
    const got = await shown(say, text);
    expect(got.startsWith('一兆字节的话，')).toBe(true);
    await write(desk.page, '太长了，请分开发');
    await expect.poll(() => gateway.sent().map((message) => message.text), { timeout: 20_000 }).toContain('太长了，请分开发');
    await expectHarmless();
    await expectLayout();
  });

  it('what the desk writes arrives as written', async () => {
    await open('孙浩然');
    for (const text of ['<b>您好</b> &amp; [CQ:at,qq=all] &#91;', `<script>${RUN}</script>`]) {
      await write(desk.page, text);
      await expect.poll(() => strings.sent().map((message) => message.text), { timeout: 20_000 }).toContain(text);
    }
    await expectHarmless();
  });
});
