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

export const createDirectory = (): Directory => {
  const people = new Map<string, Person>();
  const friends = new Set<string>();
  const groups = new Map<string, { readonly name?: string; readonly members?: number }>();
  const temporary = new Map<string, string>();
  const told = new Map<string, string>();
  const asked = new Set<string>();

  const learn = (entry: unknown): string | undefined => {
    const person = dictOfUnknown(entry);
    const user = knownId(person?.user_id);
    if (!person || !user) return undefined;
    const before = people.get(user);
    people.set(user, {
      nickname: personName(textOfUnknown(person.nickname) ?? textOfUnknown(person.nick) ?? textOfUnknown(person.user_name)) ?? before?.nickname,
      remark: personName(textOfUnknown(person.remark) ?? textOfUnknown(person.user_remark)) ?? before?.remark,
    });
    return user;
  };

  const contactNews = (user: string): readonly ChannelEvent[] => {
    const person = people.get(user);
    if (!person?.nickname && !person?.remark) return [];
    const word = JSON.stringify([person.nickname, person.remark]);
    if (told.get(user) === word) return [];
    told.set(user, word);
    return [{ kind: 'contact', contact: contactIdOf(user), ...(person.nickname ? { name: person.nickname } : {}), ...(person.remark ? { remark: person.remark } : {}) }];
  };

  const complete = (chat: ChatRef): ChatRef => {
    const target = chatTarget(chat.id);
    if (target?.kind === 'group') {
      const name = chat.title ?? groups.get(target.group)?.name;
      return name ? { ...chat, title: name } : chat;
    }
    if (target?.kind !== 'private' && target?.kind !== 'temporary') return chat;
    if (target.kind === 'temporary' && target.group) temporary.set(target.user, target.group);
    const group = target.kind === 'temporary' ? temporary.get(target.user) : undefined;
    const person = people.get(target.user);
    const title = person?.remark ?? chat.title ?? person?.nickname;
    return { ...chat, ...(title ? { title } : {}), ...(group ? { id: temporaryChat(group, target.user) } : {}) };
  };

  const groupNews = (chat: ChatRef, group: string): readonly ChannelEvent[] => {
    const { members } = groups.get(group) ?? {};
    const word = JSON.stringify([chat.title, members]);
    if ((!chat.title && members === undefined) || told.get(chat.id) === word) return [];
    told.set(chat.id, word);
    return [{ kind: 'chat', chat, ...(members === undefined ? {} : { members }) }];
  };

  return {
    learnFriends: (data) => { for (const entry of listOf(data)) { const user = learn(entry); if (user) friends.add(user); } },
    learnGroups: (data) => {
      for (const entry of listOf(data)) {
        const group = dictOfUnknown(entry);
        const id = knownId(group?.group_id);
        if (group && id) groups.set(id, { name: personName(textOfUnknown(group.group_name)), members: numberOfUnknown(group.member_count) });
      }
    },
    learnStranger: (data) => { const user = learn(data); return user ? contactNews(user) : []; },
    complete,
    news: (chat, nickname) => {
      const target = chatTarget(chat.id);
      if (target?.kind === 'group') return groupNews(chat, target.group);
      if (target?.kind !== 'private' && target?.kind !== 'temporary') return [];
      if (nickname) people.set(target.user, { ...people.get(target.user), nickname });
      return contactNews(target.user);
    },
    shouldAsk: (chat) => {
      const target = chatTarget(chat.id);
      if ((target?.kind !== 'private' && target?.kind !== 'temporary') || people.get(target.user)?.nickname || asked.has(target.user)) return undefined;
      asked.add(target.user);
      return target.user;
    },
    chats: () => [
      ...[...friends].map((user): ChatRef => ({ id: privateChat(user), kind: 'private', contact: contactIdOf(user) })),
      ...[...groups.keys()].map((group): ChatRef => ({ id: groupChat(group), kind: 'group' })),
    ],
    rememberTemporary: (chat) => {
      const target = chatTarget(chat);
      if (target?.kind === 'temporary' && target.group) temporary.set(target.user, target.group);
    },
  };
};
