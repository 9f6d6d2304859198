import type { ProfileBreach, Rotation } from '#shared/rules/custody';
import type { PersonId } from '#shared/domain/ids';
import type { AbsenceRow, CustodyFactRow } from '../../archive/schema/accountRows';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatTime } from '../../i18n/format';
import { translateMaybe, type Translate } from '../../i18n/translate';

const DAY = 86_400_000;

/** `昵称应为“青禾-林小雨”，现在是“小雨”`. */
export const breachText = (t: Translate, breach: ProfileBreach): string =>
  (breach.kind === 'nickname' ? t('custody.breach.nickname', { expected: breach.expected, actual: breach.actual === '' ? '—' : breach.actual }) : t(`custody.breach.${breach.kind}`));

/** `还有 12 天`, `已过期 3 天`; undefined while nothing is due to be said. */
export const rotationText = (t: Translate, rotation: Rotation, now: number): string | undefined => {
  if (rotation.dueAt === undefined) return undefined;
  const days = Math.max(1, Math.round(Math.abs(rotation.dueAt - now) / DAY));
  return t(rotation.state === 'overdue' ? 'custody.rotation.overdue' : 'custody.rotation.left', { count: days });
};

/** `3 次，5 次将提请复核`. */
export const absenceText = (t: Translate, count: number, limit: number): string =>
  t(count >= limit ? 'custody.absence.review' : 'custody.absence.count', { count, limit });

/** `10:02–10:31，当班 29 分钟`. */
export const absenceSpan = (t: Translate, row: AbsenceRow): string =>
  t('custody.absence.span', { from: formatTime(row.from), to: formatTime(row.to), minutes: Math.max(1, Math.round(row.shiftMs / 60_000)) });

/** One line of an account's register; the type itself where this version has no sentence. */
export const registerText = (row: CustodyFactRow, people: ReadonlyMap<PersonId, PersonRow>): string => {
  const { person, handover } = row.data;
  const facts = { ...row.data, ...(person !== undefined && { person: people.get(person as PersonId)?.name ?? person }) }; // the entry names a person
  return translateMaybe(`custody.fact.${row.type}${handover === undefined ? '' : '.handover'}`, facts) ?? row.type;
};
