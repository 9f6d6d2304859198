import type { PersonId } from '#shared/domain/ids';
import { closeReasonOf, ruleWords } from '#shared/rules/rulePack';
import { useRulePack } from '../archive/queries/rulePack';
import type { TimelineRow } from '../archive/schema/timelineRows';
import { formatLimit, formatMoment } from '../i18n/format';
import { translateMaybe, type Facts } from '../i18n/translate';
import { useLocale, useT } from '../i18n/useT';
import { noticeKeys } from './noticeKeys';

type PersonName = (id: PersonId) => string | undefined;

const textIn = (data: TimelineRow['data'], key: string): string | undefined => {
  const value = data?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Facts of a line about holding, closing and waiting, named as the rules and the language of the screen say. */
const useNoticeFacts = (): ((row: TimelineRow, personName: PersonName) => Facts) => {
  const pack = useRulePack();
  const locale = useLocale();
  return ({ data }, personName) => {
    const reason = textIn(data, 'reason');
    const known = closeReasonOf(pack, reason);
    const note = textIn(data, 'note');
    const words = known === undefined ? (reason === undefined ? undefined : translateMaybe(`close.reason.${reason}`) ?? reason) : ruleWords(known.title, locale);
    const clock = textIn(data, 'clock');
    const rule = pack.clocks.find(({ id }) => id === clock);
    const until = data?.['until'];
    const limit = data?.['limit'];
    const assignee = textIn(data, 'assignee');
    return {
      ...(words !== undefined && { reason: note === undefined ? words : `${words}，${note}` }),
      ...(clock !== undefined && { rule: rule === undefined ? clock : ruleWords(rule.title, locale) }),
      ...(typeof limit === 'number' && { limit: formatLimit(limit) }),
      ...(typeof until === 'number' && { until: formatMoment(until) }),
      ...(assignee !== undefined && { assignee: personName(assignee as PersonId) ?? assignee }), // written by the reducer from an id of a person
    };
  };
};

/** The sentence of a line that is no message; undefined for what nobody has words for. */
export const useNoticeWords = (): ((row: TimelineRow, personName: PersonName) => string | undefined) => {
  const t = useT();
  const factsOf = useNoticeFacts();
  return (row, personName) => {
    const person = (row.person === undefined ? undefined : personName(row.person)) ?? t('timeline.somebody');
    const facts = { ...row.data, person, sender: row.sender?.name ?? row.sender?.id ?? '', ...factsOf(row, personName) };
    return noticeKeys(row).map((key) => translateMaybe(key, facts)).find((found) => found !== undefined);
  };
};
