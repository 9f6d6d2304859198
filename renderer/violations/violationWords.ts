/** Violations in words: amounts, names of rules, what happened. Pure but for the language of the screen. */
import type { Excuse } from '#shared/rules/regulation/propose';
import { ruleOf, type Charge, type Regulation } from '#shared/rules/regulation/regulationPack';
import { ruleWords } from '#shared/rules/rulePack';
import type { ViolationRow } from '../archive/schema/violationRows';
import { formatLimit, formatMoment, formatSpanWords, formatTime } from '../i18n/format';
import { currentLocale, translateMaybe, type Translate } from '../i18n/translate';

/** 1050 fen: `10.5`. */
export const yuanOf = (fen: number): string => String(fen / 100);

/** `10.5` or `10,50`: 1050 fen; undefined for what is no amount. */
export const fenOf = (text: string): number | undefined => {
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/u.exec(text.trim());
  return found === null ? undefined : Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
};

export const moneyOf = (t: Translate, fen: number): string => t('violations.yuan', { amount: yuanOf(fen) });

export const ruleName = (pack: Regulation | undefined, rule: string): string => {
  const found = pack && ruleOf(pack, rule);
  return found === undefined ? rule : ruleWords(found.title, currentLocale());
};

export const clauseText = (pack: Regulation | undefined, clause: string): string => {
  const found = pack?.clauses.find(({ id }) => id === clause);
  if (found === undefined) return '';
  return currentLocale() === 'en' && found.text.en !== undefined && found.text.en !== '' ? found.text.en : found.text['zh-CN'];
};

/** What it costs, or may: nothing, an amount, a share of what nobody named yet. */
export const amountText = (t: Translate, row: ViolationRow, pack: Regulation | undefined): string => {
  if (row.state === 'dismissed' || row.state === 'overturned') return '—';
  if (row.fen !== undefined) return row.fen === 0 ? t('violations.noFine') : moneyOf(t, row.fen);
  const charge = pack && ruleOf(pack, row.rule)?.charge;
  return charge?.kind === 'percent' ? t('violations.share', { percent: charge.percent }) : '—';
};

/** What one costs by the rule, before anything happened. */
export const chargeText = (t: Translate, charge: Charge): string => {
  switch (charge.kind) {
    case 'none': return t('violations.noFine');
    case 'each': return moneyOf(t, charge.fen);
    case 'hourly': return t('violations.hourly', { first: yuanOf(charge.firstFen), more: yuanOf(charge.moreFen), most: yuanOf(charge.mostFen) });
    case 'percent': return t('violations.share', { percent: charge.percent });
  }
};

const text = (value: string | number | boolean | undefined): string => (value === undefined ? '' : String(value));
const span = (value: string | number | boolean | undefined): string => formatSpanWords(Number(value ?? 0));

const absenceText = (t: Translate, { at, detail }: ViolationRow): string => {
  const of = detail?.['of'] === 'seat' ? 'seat' : detail?.['of'] === 'desk' ? 'desk' : 'account';
  return t(`violations.fact.absence.${of}`, { from: formatMoment(at), to: formatTime(Number(detail?.['to'] ?? at)), shift: span(detail?.['shiftMs']) });
};

const flagText = (t: Translate, { detail }: ViolationRow): string => {
  if (detail?.['flag'] === undefined) return t('violations.fact.byHand');
  const title = currentLocale() === 'en' ? detail['flagTitleEn'] ?? detail['flagTitle'] : detail['flagTitle'];
  return t(detail['overridden'] === true ? 'violations.fact.flagOverridden' : 'violations.fact.flag', { title: text(title ?? detail['flag']) });
};

const dutyText = (t: Translate, { detail, over = 0 }: ViolationRow): string => t(detail?.['isLate'] === true ? 'violations.fact.lateDuty' : 'violations.fact.missedDuty', {
  day: text(detail?.['day']), duty: text(currentLocale() === 'en' ? detail?.['dutyEn'] ?? detail?.['duty'] : detail?.['duty']), accounts: text(detail?.['accounts']),
  done: Number(detail?.['done'] ?? 0), needed: Number(detail?.['needed'] ?? 0), over: formatSpanWords(over),
});

/** What happened, in one sentence. */
export const factText = (t: Translate, row: ViolationRow): string => {
  const { kind, over = 0, detail } = row;
  const [raised] = row.steps;
  if (raised?.by !== undefined) return raised.words === undefined ? t('violations.fact.byHand') : t('violations.fact.byHandFor', { words: raised.words });
  switch (kind) {
    case 'lateReply': return t('violations.fact.lateReply', { waited: span(detail?.['waited']), limit: formatLimit(Number(detail?.['limit'] ?? 0)), over: formatSpanWords(over) });
    case 'lateNotice': return t('violations.fact.lateNotice', { over: formatSpanWords(over) });
    case 'missedDuty': return dutyText(t, row);
    case 'absence': return absenceText(t, row);
    case 'leave': return t('violations.fact.leave', { count: Number(detail?.['count'] ?? 0) });
    case 'noDeal': return t('violations.fact.noDeal', { count: Number(detail?.['months'] ?? 0) });
    case 'attitude': case 'badReview': case 'slowComplaint': return t('violations.fact.complaint');
    case 'profile': return t('violations.fact.profile', { before: text(detail?.['before']), after: text(detail?.['after']) });
    case 'deletion': case 'other': return t('violations.fact.byHand');
    default: return flagText(t, row);
  }
};

/** What later records tell of it. */
export const retoldText = (t: Translate, kind: ViolationRow['kind'], { over }: { readonly over?: number }): string => {
  if (kind !== 'lateReply' && kind !== 'lateNotice') return dutyRetold(t, over);
  return over === undefined ? t('violations.retold.answered') : t('violations.retold.answeredLate', { over: formatSpanWords(over) });
};

const dutyRetold = (t: Translate, over: number | undefined): string =>
  (over === undefined ? t('violations.retold.inTime') : over < 60_000 ? t('violations.retold.afterWork') : t('violations.retold.late', { over: formatSpanWords(over) }));

export const excuseText = (t: Translate, { kind, from = 0, to = 0 }: Excuse): string =>
  t(`violations.excuse.${kind}`, { from: formatMoment(from), to: formatTime(to) });

/** The words of a step: a person's own, or ours where the system took it. */
export const stepWords = (words: string, isSystem: boolean): string => (isSystem ? translateMaybe(`violations.auto.${words}`) ?? words : words);
