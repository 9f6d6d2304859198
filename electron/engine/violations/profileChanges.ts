/**
 * A nickname that followed the account's policy and was then changed to one that does not: nobody but the company
 * changes it, and every channel tells it. What was off the policy before, or came to be by a new policy or holder, is
 * no change of anybody's.
 */
import type { ProfilePolicy } from '#shared/domain/custody';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { profileBreaches, type NicknameFacts } from '#shared/rules/custody';
import type { ViolationFact } from '#shared/rules/regulation/propose';

/** What is asked of an account now, and who answers for it. */
export type ProfileView = (account: AccountId) => { readonly holder: PersonId | undefined; readonly policy: ProfilePolicy | undefined; readonly facts: NicknameFacts };
export type ProfilesJson = readonly (readonly [AccountId, string])[];

const isOff = ({ policy, facts }: ReturnType<ProfileView>, nickname: string): boolean =>
  profileBreaches(policy, { isKnown: true, nickname }, facts).some(({ kind }) => kind === 'nickname');

export class ProfileChanges {
  readonly #nicknames: Map<AccountId, string>;

  constructor(json: ProfilesJson = []) { this.#nicknames = new Map(json); }

  toJson(): ProfilesJson { return [...this.#nicknames]; }

  apply(entry: Entry, profileOf: ProfileView): ViolationFact | undefined {
    if (entry.type !== 'account.identity' || entry.account === undefined || entry.data.nickname === undefined) return undefined;
    const { account, data: { nickname } } = entry;
    const before = this.#nicknames.get(account);
    this.#nicknames.set(account, nickname);
    const asked = profileOf(account);
    if (before === undefined || before === nickname || asked.holder === undefined || isOff(asked, before) || !isOff(asked, nickname)) return undefined;
    return { id: `s${entry.seq}`, kind: 'profile', person: asked.holder, at: entry.at, account, evidence: [{ seq: entry.seq, at: entry.at }], excuses: [], detail: { before, after: nickname } };
  }
}
