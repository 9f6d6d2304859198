/** Custody rules as pure functions: when a secret is due, what of a profile breaks its policy. */
import type { AccountPolicy, CustodyPolicy, NicknameWord, ProfilePolicy } from '../domain/custody';

const DAY = 86_400_000;

export type Rotation = { readonly state: 'none' | 'fine' | 'soon' | 'overdue'; readonly dueAt?: number };

/** When the secrets set at `secretAt` (ms) must be replaced. `none`: there are no secrets, or nobody wants to be reminded. */
export const rotationOf = (
  account: { readonly secretKeys: readonly string[]; readonly secretAt?: number | undefined; readonly policy?: AccountPolicy | undefined },
  policy: CustodyPolicy, now: number,
): Rotation => {
  const days = account.policy?.rotateDays ?? policy.rotateDays;
  if (account.secretKeys.length === 0 || account.secretAt === undefined || days === 0) return { state: 'none' };
  const dueAt = account.secretAt + days * DAY;
  if (now >= dueAt) return { state: 'overdue', dueAt };
  return { state: now >= dueAt - policy.rotateNoticeDays * DAY ? 'soon' : 'fine', dueAt };
};

/** What a platform told of an account. */
export type SeenProfile = { readonly nickname?: string | undefined; readonly avatar?: string | undefined };
/** What the words of a pattern are; one that is not known stands for anything of its kind. */
export type NicknameFacts = { readonly [W in NicknameWord]?: string | undefined };

export type ProfileBreach =
  | { readonly kind: 'nickname'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'avatarMissing' }
  | { readonly kind: 'avatarOther' };

const anyOf: Readonly<Record<NicknameWord, string>> = { company: '.+', name: '.+', phone: '\\+?\\d[\\d -]{5,19}', department: '.+' };
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const isWord = (text: string): text is NicknameWord => Object.hasOwn(anyOf, text);

/** The pattern with what is known filled in; words not known stay in braces. */
export const nicknameExpected = (pattern: string, facts: NicknameFacts): string =>
  pattern.replace(/\{(\w+)\}/gu, (whole, word: string) => (isWord(word) ? facts[word] || whole : whole));

/** Width and spaces at the ends are no breach; order and words are. */
const even = (text: string): string => text.normalize('NFKC').trim();

const fitsPattern = (pattern: string, facts: NicknameFacts, nickname: string): boolean => {
  const source = even(pattern).split(/(\{\w+\})/u).map((piece) => {
    const word = /^\{(\w+)\}$/u.exec(piece)?.[1];
    if (word === undefined || !isWord(word)) return literal(piece);
    const known = facts[word];
    return known === undefined || known === '' ? anyOf[word] : literal(even(known));
  }).join('');
  return new RegExp(`^${source}$`, 'u').test(even(nickname));
};

/** Breaches a platform lets us see; an account it told nothing of breaks nothing yet. */
export const profileBreaches = (policy: ProfilePolicy | undefined, seen: SeenProfile & { readonly isKnown: boolean }, facts: NicknameFacts): readonly ProfileBreach[] => {
  if (policy === undefined || !seen.isKnown) return [];
  const breaches: ProfileBreach[] = [];
  if (policy.nickname !== undefined && policy.nickname !== '' && !fitsPattern(policy.nickname, facts, seen.nickname ?? '')) {
    breaches.push({ kind: 'nickname', expected: nicknameExpected(policy.nickname, facts), actual: seen.nickname ?? '' });
  }
  if (policy.avatars !== undefined && policy.avatars.length > 0) {
    if (seen.avatar === undefined) breaches.push({ kind: 'avatarMissing' });
    else if (!policy.avatars.includes(seen.avatar)) breaches.push({ kind: 'avatarOther' });
  }
  return breaches;
};

/** May this person see and use the account? Supervisors and administrators all; an agent their own and what nobody holds. */
export const mayUseAccount = (role: string, me: string | undefined, holder: string | undefined): boolean =>
  role !== 'agent' || holder === undefined || holder === me;
