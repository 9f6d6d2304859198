/**
 * A month of a small shop with violations planted in it: three agents, ordinary talk, and beside every kind of planted
 * violation something that only looks like it. Texts are this file's own; the same seed gives the same month.
 */
import { dice } from './dice';

export type Who = 'zhou' | 'lin' | 'gao';
export const staff: readonly Who[] = ['zhou', 'lin', 'gao'];

/** What happens, at `at` ms. `chat` is a customer of the agent's account. */
export type MonthEvent = { readonly at: number; readonly who: Who } & (
  | { readonly kind: 'ask'; readonly chat: string; readonly text: string; readonly source?: 'live' | 'history'; readonly said?: number }
  /** From this desk, `over` a rule that blocks; or from the agent's phone. */
  | { readonly kind: 'answer'; readonly chat: string; readonly text: string; readonly from: 'desk' | 'phone'; readonly over?: string; readonly said?: number }
  | { readonly kind: 'status'; readonly state: 'online' | 'offline' | 'loggedOut' }
  | { readonly kind: 'complaint'; readonly chat: string; readonly about: 'attitude' | 'slow' | 'badReview' | 'delivery' }
  | { readonly kind: 'notice'; readonly id: string }
  | { readonly kind: 'reply'; readonly id: string }
  | { readonly kind: 'leave'; readonly from: number; readonly to: number }
  | { readonly kind: 'dayOff'; readonly day: string }
  /** Shown by hand, `times` of it. */
  | { readonly kind: 'duty'; readonly duty: 'original-post'; readonly times: number; readonly day: string }
  /** A group of the account, and what a supervisor sorts it as; then our own words there. */
  | { readonly kind: 'group'; readonly chat: string; readonly matter: 'task' | 'customer' }
  | { readonly kind: 'groupTalk'; readonly chat: string; readonly text: string }
);

/** What must be found: this rule, against this agent, that day. */
export type Planted = { readonly rule: string; readonly who: Who; readonly day: string; readonly note: string };

export type PlantedMonth = { readonly from: number; readonly to: number; readonly events: readonly MonthEvent[]; readonly planted: readonly Planted[] };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 2025-11-01 00:00 in China. */
const FROM = Date.UTC(2025, 9, 31, 16);

const questions = ['请问这款大衣有现货吗', '女装尺码偏大吗', '我他妈妈也想要一件', '今天能发货吗', '可以开发票吗', '这个颜色会掉色吗', '三黄片区域能送到吗', '陆女士的单到哪了', '有没有优惠', '尺码表发我看看'];
const answers = ['您好，有现货的，今天拍今天发。', '建议按平时的尺码拍就可以。', '可以的，发票随货寄出。', '正常洗涤不会明显掉色，请看洗标。', '您的包裹已经到杭州中转了。', '优惠请以商品页面为准。', '尺码表在详情页第二张图。', '好的，已经帮您备注了。'];

type Pen = {
  readonly events: MonthEvent[]; readonly planted: Planted[];
  readonly random: () => number;
  readonly time: (day: number, clock: string) => number;
  readonly day: (at: number) => string;
};

const dayText = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
const pick = <T>(pen: Pen, list: readonly T[]): T => list[Math.floor(pen.random() * list.length)] as T; // never empty

const talk = (pen: Pen, who: Who, chat: string, at: number, answerAfter: number, text = pick(pen, answers)): void => {
  pen.events.push({ kind: 'ask', who, chat, at, text: pick(pen, questions) }, { kind: 'answer', who, chat, at: at + answerAfter, text, from: pen.random() < 0.5 ? 'desk' : 'phone' });
};

/** Every working day, every agent: some talks, all answered in time. */
const ordinary = (pen: Pen): void => {
  for (let day = 3; day <= 28; day += 1) {
    for (const who of staff) {
      // The third day from the end is the one of zhou's leave: nobody writes to that account.
      if (who === 'zhou' && [6, 13, 20].includes(day)) continue;
      for (const clock of ['09:20', '10:40', '14:05', '16:30', '20:10']) talk(pen, who, `c${Math.floor(pen.random() * 12)}`, pen.time(day, clock) + Math.floor(pen.random() * 10 * MINUTE), 20_000 + Math.floor(pen.random() * 120_000));
    }
  }
};

const plant = (pen: Pen, rule: string, who: Who, at: number, note: string): void => { pen.planted.push({ rule, who, day: pen.day(at), note }); };

const lateReplies = (pen: Pen): void => {
  const delays = [4, 6, 9, 15, 22, 31, 45, 70];
  delays.forEach((minutes, index) => {
    const who = pick(pen, ['lin', 'gao'] as const);
    const at = pen.time(4 + index * 2, '11:10');
    talk(pen, who, `late${index}`, at, minutes * MINUTE);
    plant(pen, 'lateReply', who, at, `${minutes} min`);
  });
  // Never answered at all.
  const at = pen.time(24, '14:40');
  pen.events.push({ kind: 'ask', who: 'gao', chat: 'never', at, text: '有人吗，能退货吗' });
  plant(pen, 'lateReply', 'gao', at, 'never answered');
};

const notLate = (pen: Pen): void => {
  // Asked after the shift, answered first thing in the morning.
  talk(pen, 'lin', 'night', pen.time(5, '23:45'), 9 * HOUR + 16 * MINUTE);
  // The link was down from just after the question until the answer.
  const down = pen.time(7, '14:30');
  pen.events.push({ kind: 'ask', who: 'gao', chat: 'down', at: down, text: '在吗' }, { kind: 'status', who: 'gao', at: down + 30_000, state: 'offline' }, { kind: 'status', who: 'gao', at: down + 25 * MINUTE, state: 'online' });
  pen.events.push({ kind: 'answer', who: 'gao', chat: 'down', at: down + 26 * MINUTE, text: '您好，在的。', from: 'desk' });
  // Answered from the phone in time, known to us only later by history.
  const phone = pen.time(10, '15:40');
  pen.events.push({ kind: 'ask', who: 'lin', chat: 'phone', at: phone, text: '几点下班' }, { kind: 'answer', who: 'lin', chat: 'phone', at: phone + 8 * MINUTE, said: phone + MINUTE, text: '我们到晚上十一点半。', from: 'phone' });
  // Only thanks: asks for nothing.
  const thanks = pen.time(11, '10:05');
  talk(pen, 'zhou', 'thanks', thanks, MINUTE);
  pen.events.push({ kind: 'ask', who: 'zhou', chat: 'thanks', at: thanks + 2 * MINUTE, text: '好的谢谢' });
};

const words = (pen: Pen): void => {
  const bad: readonly (readonly [string, string, number, Who])[] = [
    ['impolite', '爱买不买，别再问了。', 4, 'zhou'], ['impolite', '买不起就别问这么多。', 12, 'zhou'], ['impolite', '你是不是有病吧，说了没货。', 14, 'lin'], ['impolite', '嫌贵别买。', 18, 'zhou'], ['impolite', '没钱就别看了。', 25, 'zhou'],
    ['diversion', '店里不方便，加我微信说吧。', 8, 'gao'], ['diversion', '你转我微信，便宜二十。', 19, 'gao'],
    ['wording', '这件全网最低价，绝对是最好的。', 17, 'lin'], ['wording', '我们成本价才卖这么多。', 21, 'lin'],
  ];
  bad.forEach(([rule, text, day, who], index) => {
    const at = pen.time(day, '15:20');
    pen.events.push({ kind: 'ask', who, chat: `w${index}`, at, text: '能便宜点吗' });
    pen.events.push({ kind: 'answer', who, chat: `w${index}`, at: at + MINUTE, text, ...(index % 2 === 0 ? { from: 'phone' } : { from: 'desk', over: '客户先这样说的' }) });
    plant(pen, rule, who, at, text);
  });
};

const others = (pen: Pen): void => {
  for (const [day, who, about, rule] of [[9, 'lin', 'attitude', 'attitude'], [15, 'gao', 'slow', 'slowComplaint'], [22, 'lin', 'badReview', 'attitude'], [23, 'gao', 'delivery', undefined]] as const) {
    const at = pen.time(day, '16:00');
    pen.events.push({ kind: 'complaint', who, chat: 'c1', at, about });
    if (rule !== undefined) plant(pen, rule, who, at, about);
  }
  for (const [day, minutes] of [[6, 25], [12, 40], [26, 12]] as const) {
    const at = pen.time(day, '17:00');
    pen.events.push({ kind: 'status', who: 'lin', at, state: 'loggedOut' }, { kind: 'status', who: 'lin', at: at + minutes * MINUTE, state: 'online' });
    plant(pen, 'absence', 'lin', at, `${minutes} min`);
  }
  // Logged out at night: nobody's shift.
  pen.events.push({ kind: 'status', who: 'gao', at: pen.time(13, '23:40'), state: 'loggedOut' }, { kind: 'status', who: 'gao', at: pen.time(14, '00:30'), state: 'online' });
  // One notice, three ways: in time, late, never.
  const notice = pen.time(18, '09:10');
  pen.events.push({ kind: 'notice', who: 'zhou', id: 'notice-0001', at: notice }, { kind: 'reply', who: 'lin', id: 'notice-0001', at: notice + 90 * MINUTE }, { kind: 'reply', who: 'zhou', id: 'notice-0001', at: notice + 9 * HOUR });
  plant(pen, 'lateNotice', 'zhou', notice, 'answered late');
  plant(pen, 'lateNotice', 'gao', notice, 'never answered');
  for (const day of [6, 13, 20]) pen.events.push({ kind: 'leave', who: 'zhou', at: pen.time(day - 1, '18:00'), from: pen.time(day, '00:00'), to: pen.time(day + 1, '00:00') });
  // Known from the third leave on, and dated by it.
  plant(pen, 'leaves', 'zhou', pen.time(20, '00:00'), 'three leaves');
};

/** Days on which somebody is away, so that nothing of the day is asked of them. */
const away: Readonly<Record<Who, readonly number[]>> = { zhou: [6, 13, 20], lin: [], gao: [23] };

/** What an agent leaves undone: the day, the duty, and how. */
const undone: readonly { readonly who: Who; readonly day: number; readonly duty: 'original-post' | 'new-contact' | 'customer-group'; readonly note: string }[] = [
  { who: 'lin', day: 9, duty: 'original-post', note: 'one post of two' },
  { who: 'gao', day: 16, duty: 'new-contact', note: 'nobody new' },
  { who: 'zhou', day: 10, duty: 'customer-group', note: 'not a word in the group' },
  { who: 'zhou', day: 10, duty: 'original-post', note: 'shown the next morning' },
  { who: 'lin', day: 29, duty: 'customer-group', note: 'on the last day but one' },
];

const duties = (pen: Pen): void => {
  for (const who of staff) {
    pen.events.push({ kind: 'group', who, at: pen.time(1, '08:00'), chat: `work-${who}`, matter: 'task' }, { kind: 'group', who, at: pen.time(1, '08:00'), chat: `buyers-${who}`, matter: 'customer' });
    for (let day = 1; day <= 30; day += 1) {
      if (away[who].includes(day)) continue;
      const at = pen.time(day, '10:15');
      const isLeft = (duty: string): boolean => undone.some((each) => each.who === who && each.day === day && each.duty === duty);
      if (!isLeft('new-contact')) talk(pen, who, `new-${who}-${day}`, at, MINUTE, '您好，有什么可以帮您？');
      if (!isLeft('customer-group')) pen.events.push({ kind: 'groupTalk', who, at: pen.time(day, '19:40'), chat: `buyers-${who}`, text: '今天上新，欢迎大家看看。' });
      // Half of them in the last minute: still in time.
      if (!isLeft('original-post')) pen.events.push({ kind: 'duty', who, at: pen.time(day, day % 2 === 0 ? '23:29' : '21:00'), duty: 'original-post', times: 2, day: dayText(at) });
    }
  }
  for (const { who, day, duty, note } of undone) plant(pen, 'missedDuty', who, pen.time(day, '12:00'), `${duty}: ${note}`);
  pen.events.push(
    { kind: 'duty', who: 'lin', at: pen.time(9, '18:00'), duty: 'original-post', times: 1, day: dayText(pen.time(9, '18:00')) },
    { kind: 'duty', who: 'zhou', at: pen.time(11, '10:10'), duty: 'original-post', times: 2, day: dayText(pen.time(10, '12:00')) },
    { kind: 'dayOff', who: 'gao', at: pen.time(22, '18:00'), day: dayText(pen.time(23, '12:00')) },
  );
};

export const plantedMonth = (seed = 20_251_101): PlantedMonth => {
  const pen: Pen = {
    events: [], planted: [], random: dice(seed), day: dayText,
    time: (day, clock) => FROM + (day - 1) * DAY + Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3)) * MINUTE,
  };
  ordinary(pen);
  lateReplies(pen);
  notLate(pen);
  words(pen);
  others(pen);
  duties(pen);
  return { from: FROM, to: FROM + 30 * DAY, events: [...pen.events].sort((a, b) => a.at - b.at), planted: pen.planted };
};
