/** Names of people and groups, learned from lists and messages; tells each one once, and again when it changed. */
import type { ChatRef } from '#shared/domain/chat';
import type { ChatId } from '#shared/domain/ids';
import type { ChannelEvent } from '../contract/events';
import { personName } from './decode';
import { chatTarget, contactIdOf, groupChat, knownId, privateChat, temporaryChat } from './ids';
import { dictOfUnknown, numberOfUnknown, textOfUnknown } from './wire';

type Person = { readonly nickname?: string; readonly remark?: string };

export type Directory = {
  /** Answers of get_friend_list and get_group_list. */
  readonly learnFriends: (data: unknown) => void;
  readonly learnGroups: (data: unknown) => void;
  /** Answer of get_stranger_info: events to tell, if it says anything new. */
  readonly learnStranger: (data: unknown) => readonly ChannelEvent[];
  /** A chat with its best title, and with the group of a temporary session where another message told it. */
  readonly complete: (chat: ChatRef) => ChatRef;
  /** What is new about the other side of this chat: a `contact` or `chat` event, or nothing. */
  readonly news: (chat: ChatRef, nickname: string | undefined) => readonly ChannelEvent[];
  /** Nobody knows this person's name yet and it was not asked for. Marks it as asked. */
  readonly shouldAsk: (chat: ChatRef) => string | undefined;
  readonly chats: () => readonly ChatRef[];
  readonly rememberTemporary: (chat: ChatId) => void;
};

const listOf = (data: unknown): readonly unknown[] => (Array.isArray(data) ? data : []);

type Group = { readonly name?: string; readonly members?: number };

class NameBook implements Directory {
  readonly #people = new Map<string, Person>();
  readonly #friends = new Set<string>();
  readonly #groups = new Map<string, Group>();
  readonly #temporary = new Map<string, string>();
  readonly #told = new Map<string, string>();
  readonly #asked = new Set<string>();

  readonly learnFriends = (data: unknown): void => {
    for (const entry of listOf(data)) {
      const user = this.#learn(entry);
      if (user) this.#friends.add(user);
    }
  };

  readonly learnGroups = (data: unknown): void => {
    for (const entry of listOf(data)) {
      const group = dictOfUnknown(entry);
      const id = knownId(group?.group_id);
      if (group && id) this.#groups.set(id, { name: personName(textOfUnknown(group.group_name)), members: numberOfUnknown(group.member_count) });
    }
  };

  readonly learnStranger = (data: unknown): readonly ChannelEvent[] => {
    const user = this.#learn(data);
    return user ? this.#contactNews(user) : [];
  };

  readonly complete = (chat: ChatRef): ChatRef => {
    const target = chatTarget(chat.id);
    if (target?.kind === 'group') {
      const name = chat.title ?? this.#groups.get(target.group)?.name;
      return name ? { ...chat, title: name } : chat;
    }
    if (target?.kind !== 'private' && target?.kind !== 'temporary') return chat;
    this.rememberTemporary(chat.id);
    const group = target.kind === 'temporary' ? this.#temporary.get(target.user) : undefined;
    const person = this.#people.get(target.user);
    const title = person?.remark ?? chat.title ?? person?.nickname;
    return { ...chat, contact: chat.contact ?? contactIdOf(target.user), ...(title ? { title } : {}), ...(group ? { id: temporaryChat(group, target.user) } : {}) };
  };

  readonly news = (chat: ChatRef, nickname: string | undefined): readonly ChannelEvent[] => {
    const target = chatTarget(chat.id);
    if (target?.kind === 'group') return this.#groupNews(chat, target.group);
    if (target?.kind !== 'private' && target?.kind !== 'temporary') return [];
    if (nickname) this.#people.set(target.user, { ...this.#people.get(target.user), nickname });
    return this.#contactNews(target.user);
  };

  readonly shouldAsk = (chat: ChatRef): string | undefined => {
    const target = chatTarget(chat.id);
    if ((target?.kind !== 'private' && target?.kind !== 'temporary') || this.#people.get(target.user)?.nickname || this.#asked.has(target.user)) return undefined;
    this.#asked.add(target.user);
    return target.user;
  };

  readonly chats = (): readonly ChatRef[] => [
    ...[...this.#friends].map((user): ChatRef => ({ id: privateChat(user), kind: 'private', contact: contactIdOf(user) })),
    ...[...this.#groups.keys()].map((group): ChatRef => ({ id: groupChat(group), kind: 'group' })),
  ];

  readonly rememberTemporary = (chat: ChatId): void => {
    const target = chatTarget(chat);
    if (target?.kind === 'temporary' && target.group) this.#temporary.set(target.user, target.group);
  };

  #learn(entry: unknown): string | undefined {
    const person = dictOfUnknown(entry);
    const user = knownId(person?.user_id);
    if (!person || !user) return undefined;
    const before = this.#people.get(user);
    this.#people.set(user, {
      nickname: personName(textOfUnknown(person.nickname) ?? textOfUnknown(person.nick) ?? textOfUnknown(person.user_name)) ?? before?.nickname,
      remark: personName(textOfUnknown(person.remark) ?? textOfUnknown(person.user_remark)) ?? before?.remark,
    });
    return user;
  }

  #contactNews(user: string): readonly ChannelEvent[] {
    const { nickname, remark } = this.#people.get(user) ?? {};
    if (!this.#isNews(user, nickname, remark)) return [];
    return [{ kind: 'contact', contact: contactIdOf(user), ...(nickname ? { name: nickname } : {}), ...(remark ? { remark } : {}) }];
  }

  #groupNews(chat: ChatRef, group: string): readonly ChannelEvent[] {
    const { members } = this.#groups.get(group) ?? {};
    if (!this.#isNews(chat.id, chat.title, members)) return [];
    return [{ kind: 'chat', chat, ...(members === undefined ? {} : { members }) }];
  }

  /** Something is said, and it was not said before. */
  #isNews(key: string, ...facts: readonly (string | number | undefined)[]): boolean {
    const word = JSON.stringify(facts);
    if (facts.every((fact) => fact === undefined) || this.#told.get(key) === word) return false;
    this.#told.set(key, word);
    return true;
  }
}

export const createDirectory = (): Directory => new NameBook();
