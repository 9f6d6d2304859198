/** How the daily duties of a day stand, account by account: what is put up and what is told anew are both made of it. */
import type { ChannelKind } from '#shared/domain/account';
import type { PersonId } from '#shared/domain/ids';
import { answerable, dutiesOf, dutySettledAt, dutyStanding, type DutyStanding } from '#shared/rules/duties/dailyDuty';
import { addDays, dayStart } from '#shared/rules/duties/days';
import type { DutyRule } from '#shared/rules/duties/dutyRules';
import { workScheduleOf } from '#shared/rules/duties/workSchedule';
import type { Evidence } from '#shared/rules/regulation/propose';
import { groupBy } from '#shared/rules/groupBy';
import { runBetween } from '#shared/rules/schedule';
import { DutyRecords, type CountedItem } from '../duties/dutyRecords';
import type { Hold } from '../duties/dutyWork';
import type { AccountRecord } from '../state/accountRecords';
import type { EngineState } from '../state/engineState';

/** A duty of an account on a day and who answers for it; `settled`: from when being late costs no more, ms. */
export type OwedDuty = { readonly rule: DutyRule; readonly account: AccountRecord; readonly hold: Hold; readonly due: number; readonly settled: number };
/** With how it stands and what counts towards it; `over` ms of the holder's working time late. */
export type JudgedDuty = OwedDuty & { readonly standing: DutyStanding; readonly items: readonly CountedItem[]; readonly over: number };

/** What one fact is about: a person, a day and a duty, on however many accounts. */
export const dutyFactId = (person: PersonId, day: string, rule: string): string => `d.${person}.${day}.${rule}`;

/** The duties of days, looked at under one state of the fold. Demonstration accounts have none. */
export class DutyDays {
  readonly #state: EngineState;
  readonly #records: DutyRecords;
  readonly #isDemonstration: (channel: ChannelKind) => boolean;
  readonly #growsFor: number;

  constructor(state: EngineState, isDemonstration: (channel: ChannelKind) => boolean) {
    this.#state = state;
    this.#records = new DutyRecords(state);
    this.#isDemonstration = isDemonstration;
    this.#growsFor = state.violations.growsFor('missedDuty');
  }

  workOf(person: PersonId) { return this.#records.workOf(person); }

  owed(day: string): readonly OwedDuty[] {
    const [from, to] = this.#spanOf(day);
    const { accounts, duties } = this.#state;
    const rules = duties.rulesOn(day);
    return [...duties.work.holds()].flatMap(([id, all]) => {
      const account = accounts.get(id);
      const holds = all.filter((hold) => hold.from < to && (hold.to ?? Infinity) > from);
      if (account === undefined || holds.length === 0 || this.#isDemonstration(account.channel)) return [];
      return dutiesOf(rules, account).flatMap((rule): readonly OwedDuty[] => {
        const whose = answerable(holds, rule, day, (person) => this.workOf(person));
        return whose === undefined ? [] : [{ rule, account, ...whose, settled: dutySettledAt(whose.due, day, this.workOf(whose.hold.person), this.#growsFor) }];
      });
    });
  }

  judge(owed: OwedDuty, day: string, now: number): JudgedDuty {
    const { rule, account, hold, due, settled } = owed;
    const facts = this.workOf(hold.person);
    const items = this.#records.items(rule, account.id, day, ...this.#spanOf(day));
    const standing = dutyStanding(rule, day, items, facts, now);
    const end = standing.state === 'late' ? standing.doneAt ?? settled : standing.state === 'missed' ? settled : due;
    return { ...owed, standing, items, over: runBetween(workScheduleOf(facts), due, end) };
  }

  #spanOf(day: string): readonly [number, number] {
    const offset = this.#state.duties.offsetMinutes;
    return [dayStart(offset, day), dayStart(offset, addDays(day, 1))];
  }
}

/** By person and duty: accounts of one person are one fact. */
export const byPersonAndDuty = <One extends OwedDuty>(duties: readonly One[]): readonly (readonly [One, ...One[]])[] =>
  [...groupBy(duties, ({ hold, rule }) => `${hold.person} ${rule.id}`).values()];

/** The entries that show what was done on an account. */
export const itemsAsEvidence = ({ items }: JudgedDuty): readonly Evidence[] => items.slice(0, 8).map(({ seq, at, conversation }) => ({ seq, at, conversation }));
