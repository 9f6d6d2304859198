import { beforeEach, describe, expect, it } from 'vitest';
import { AlertCentre, GAP_MS, GATHER_MS } from '#electron/app/alerts/alertCentre';
import { noticeWords } from '#electron/app/alerts/noticeWords';
import { overlayPixels } from '#electron/app/alerts/overlayBadge';
import { defaultAlerts, type Alert } from '#shared/domain/alert';
import type { AccountId, ConversationId } from '#shared/domain/ids';

const account = 'acc-1' as AccountId;
const place = (name: string): ConversationId => `acc-1/${name}` as ConversationId;
const alert = (kind: Alert['kind'], name: string): Alert => ({ kind, account, accountName: '旗舰店', conversation: place(name), title: name, text: `我是${name}，地址是文三路` });

type Timer = { readonly at: number; readonly then: () => void };

/** A centre whose time is moved by hand and whose outputs are kept. */
const scene = () => {
  const said: string[] = [];
  let now = 0;
  let timers: readonly Timer[] = [];
  let looked: ConversationId | null = null;
  let sitter = 'p-1';
  const centre = new AlertCentre({
    notice: (alerts, settings) => { said.push(`notice ${alerts.map((each) => `${each.kind} ${each.title ?? ''}`).join(', ')}${settings.content ? ' +' : ''}`); },
    clearNotice: () => { said.push('clear'); },
    play: (sound) => { said.push(`play ${sound}`); },
    flash: (isOn) => { said.push(`flash ${isOn}`); },
    overdue: ({ title }) => { said.push(`overdue ${title ?? ''}`); },
  }, {
    minute: () => 600, isFocused: () => looked !== null, lookedAt: () => looked, person: () => 'p-1', sitter: () => sitter,
    after: (ms, then) => { const timer = { at: now + ms, then }; timers = [...timers, timer]; return () => { timers = timers.filter((each) => each !== timer); }; },
  });
  const pass = (ms: number): void => {
    const until = now + ms;
    for (let next = due(until); next !== undefined; next = due(until)) { timers = timers.filter((each) => each !== next); now = next.at; next.then(); }
    now = until;
  };
  const due = (until: number): Timer | undefined => timers.filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
  const look = (name: string | null): void => { looked = name === null ? null : place(name); centre.seen(); };
  return { centre, pass, look, sit: (person: string): void => { sitter = person; }, heard: () => said.splice(0) };
};

let it_: ReturnType<typeof scene>;
beforeEach(() => { it_ = scene(); });

describe('alert centre', () => {
  it('makes one call of a burst: the weightiest sound, one merged notice (bug: fifty messages ring fifty times)', () => {
    it_.centre.raise([alert('message', '陈晓雯'), alert('message', '陈晓雯'), alert('overdue', '刘建国')]);
    it_.centre.raise([alert('message', '王若曦')]);
    expect(it_.heard()).toEqual([]);
    it_.pass(GATHER_MS);
    expect(it_.heard()).toEqual(['overdue 刘建国', 'notice overdue 刘建国, message 陈晓雯, message 王若曦', 'play bell', 'flash true']);
  });

  it('keeps a distance between calls (bug: catching up after an outage is a drum roll)', () => {
    for (let i = 0; i < 20; i += 1) { it_.centre.raise([alert('message', `客户${i}`)]); it_.pass(100); }
    expect(it_.heard().filter((line) => line.startsWith('play'))).toHaveLength(1);
    it_.pass(GAP_MS * 2);
    expect(it_.heard().filter((line) => line.startsWith('play'))).toHaveLength(1);
  });

  it('repeats what is overdue until it is answered, and no longer (bug: the bell goes on after the reply)', () => {
    it_.centre.raise([alert('overdue', '刘建国')]);
    it_.pass(GATHER_MS);
    it_.heard();
    it_.pass(60_000);
    expect(it_.heard()).toEqual(['play bell', 'play bell']);
    it_.centre.settle([place('刘建国')]);
    expect(it_.heard()).toEqual(['clear']);
    it_.pass(120_000);
    expect(it_.heard()).toEqual([]);
  });

  it('opens the weightiest conversation of a merged notice and forgets the rest', () => {
    it_.centre.raise([alert('message', '陈晓雯'), alert('warning', '王若曦')]);
    it_.pass(GATHER_MS);
    expect(it_.centre.opened()).toBe(place('王若曦'));
    it_.heard();
    it_.centre.raise([alert('message', '李老师')]);
    it_.pass(GAP_MS + GATHER_MS);
    expect(it_.heard()[0]).toBe('notice message 李老师');
  });

  it('gives no notice of what is looked at, and takes it back once it is', () => {
    it_.look('陈晓雯');
    it_.heard();
    it_.centre.raise([alert('message', '陈晓雯')]);
    it_.pass(GATHER_MS);
    expect(it_.heard()).toEqual([]);
    it_.centre.raise([alert('message', '王若曦')]);
    it_.pass(GAP_MS + GATHER_MS);
    expect(it_.heard()).toEqual(['notice message 王若曦', 'play drop']);
    it_.look('王若曦');
    expect(it_.heard()).toEqual(['flash false', 'clear']);
  });

  it('an agent hears nothing of accounts they may not use, nor of what a supervisor was told before (bug: a colleague\'s customers ring)', () => {
    it_.centre.raise([{ ...alert('overdue', '刘建国'), hiddenFrom: ['p-2'] }, alert('message', '王若曦')]);
    it_.pass(GATHER_MS);
    expect(it_.heard()).toContain('overdue 刘建国');
    it_.sit('p-2');
    it_.pass(GAP_MS);
    it_.centre.raise([{ ...alert('overdue', '陈晓雯'), hiddenFrom: ['p-2'] }, alert('message', '赵宁')]);
    it_.pass(GATHER_MS);
    expect(it_.heard()).toEqual(['notice message 王若曦, message 赵宁', 'play drop']);
    it_.pass(120_000);
    expect(it_.heard()).toEqual([]);
    expect(it_.centre.opened()).toBe(place('王若曦'));
  });

  it('do not disturb takes everything back and calls no more', () => {
    it_.centre.raise([alert('overdue', '刘建国')]);
    it_.pass(GATHER_MS);
    it_.heard();
    it_.centre.configure({ ...defaultAlerts, doNotDisturb: true });
    expect(it_.heard()).toEqual(['clear', 'flash false']);
    it_.pass(120_000);
    it_.centre.raise([alert('overdue', '王若曦')]);
    it_.pass(GATHER_MS);
    expect(it_.heard().filter((line) => !line.startsWith('overdue'))).toEqual([]);
  });
});

describe('words of a notice', () => {
  it('tell who and where, and the words only where chosen (bug: an address on a shared screen)', () => {
    expect(noticeWords([alert('message', '陈晓雯')], 'zh-CN', false)).toEqual({ title: '陈晓雯', body: '发来新消息 · 旗舰店' });
    expect(noticeWords([alert('message', '陈晓雯')], 'zh-CN', true).body).toContain('文三路');
    const many = noticeWords(['一', '二', '三', '四'].map((name) => alert(name === '一' ? 'overdue' : 'message', name)), 'en', true);
    expect(many).toEqual({ title: '4 matters wait for you, 1 overdue', body: '一, 二, 三…' });
  });
});

describe('overlay badge', () => {
  it('draws digits inside the disc for every count (bug: 10 and more is an empty disc)', () => {
    const ink = (count: number): number => { const { pixels } = overlayPixels(count); let white = 0; for (let i = 0; i < pixels.length; i += 4) if (pixels[i] === 255 && pixels[i + 1] === 255) white += 1; return white; };
    for (const count of [1, 9, 10, 99, 100]) expect(ink(count), String(count)).toBeGreaterThan(20);
    expect(ink(8)).not.toBe(ink(1));
  });
});
