/** What the gateway does when asked. Each handler gives `data` or a refusal. */
import { segmentsOf, type WireSegment } from './cqText';
import type { Dialect } from './dialects';
import { chatKey, historyPage, toWire, wireNumber, type Place, type Store, type StoredMessage } from './store';

export type Params = Readonly<Record<string, unknown>>;
export type ActionResult = { readonly data: unknown } | { readonly retcode: number; readonly wording: string };
export type Friend = { readonly user: string; readonly nickname: string; readonly remark?: string };
export type Group = { readonly group: string; readonly name: string; readonly members?: number };

export type World = {
  readonly dialect: Dialect;
  readonly store: Store;
  readonly self: string;
  readonly nickname: string;
  readonly format: 'array' | 'string';
  readonly friends: Friend[];
  readonly groups: Group[];
  readonly isOnline: () => boolean;
  readonly seconds: () => number;
  /** A file's bytes as base64, for get_image, get_record and get_file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Tells what was sent through us: own echo where reported. */
  readonly onSent: (message: StoredMessage) => void;
  readonly onRecalled: (message: StoredMessage) => void;
  readonly onUploaded: (message: StoredMessage, name: string, size: number) => void;
};

const text = (value: unknown): string | undefined => (typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined);

const placeOf = (params: Params): Place | undefined => {
  const group = text(params.group_id);
  const user = text(params.user_id);
  if (params.message_type === 'group' || (group && !user)) return group ? { group } : undefined;
  return user ? { user, ...(group ? { temporaryGroup: group } : {}) } : undefined;
};

const bad = (wording: string): ActionResult => ({ retcode: 1400, wording });

const storeOwn = (world: World, place: Place, segments: readonly WireSegment[]): StoredMessage =>
  world.store.add({ place, author: world.self, nickname: world.nickname, segments, time: world.seconds(), isOwn: true });

/** Sends keep pictures as the hash QQ would give them, not as base64. */
const digested = (segments: readonly WireSegment[]): WireSegment[] => segments.map((segment) => {
  const file = segment.data.file;
  return typeof file === 'string' && file.startsWith('base64://')
    ? { type: segment.type, data: { ...segment.data, file: `${segment.type}-${file.length}.bin`, file_size: String(Math.floor((file.length - 9) * 0.75)) } }
    : segment;
});

const send = (world: World, params: Params): ActionResult => {
  const place = placeOf(params);
  if (!place) return bad('user_id or group_id');
  const segments = digested(segmentsOf(params.message, params.auto_escape === true));
  if (segments.length === 0) return bad('message');
  const message = storeOwn(world, place, segments);
  world.onSent(message);
  return { data: { message_id: message.id } };
};

const upload = (world: World, params: Params): ActionResult => {
  const place = placeOf(params);
  const name = text(params.name);
  const file = text(params.file);
  if (!place || !name || !file) return bad('file');
  const size = Math.floor((file.replace('base64://', '').length * 3) / 4);
  const message = storeOwn(world, place, [{ type: 'file', data: { file: name, file_id: `id-${name}`, file_size: String(size) } }]);
  world.onUploaded(message, name, size);
  return { data: { file_id: `id-${name}` } };
};

const history = (world: World, params: Params, kind: 'friend' | 'group'): ActionResult => {
  const place = placeOf(kind === 'friend' ? { user_id: params.user_id } : { group_id: params.group_id });
  if (!place) return bad('id');
  const page = historyPage(world.store.chat(place), world.dialect, params);
  if (!page.ok) return { retcode: world.dialect.failure, wording: page.wording };
  return { data: { messages: page.messages.map((message) => toWire(message, world.dialect, world.self, world.format)) } };
};

const recent = (world: World, params: Params): ActionResult => ({
  data: world.store.last().slice(-Number(params.count ?? 10)).map((message) => ({
    peerUin: chatKey(message.place).split(':')[1], remark: '', peerName: message.nickname, msgTime: String(message.time), msgId: String(message.seq),
    chatType: message.place.group !== undefined ? 2 : message.place.temporaryGroup !== undefined ? 100 : 1, lastestMsg: toWire(message, world.dialect, world.self, world.format),
  })),
});

const recall = (world: World, params: Params): ActionResult => {
  const message = world.store.find(Number(params.message_id));
  if (!message || message.recalled) return { retcode: world.dialect.failure, wording: 'Recall failed' };
  message.recalled = true;
  world.onRecalled(message);
  return { data: null };
};

const getFile = (world: World, params: Params): ActionResult => {
  const name = text(params.file) ?? text(params.file_id) ?? '';
  const bytes = world.files.get(name);
  if (!bytes) return { retcode: world.dialect.failure, wording: 'file not found' };
  return { data: { file: `/var/lib/gateway/${name}`, url: '', file_size: String(bytes.length), file_name: name, base64: Buffer.from(bytes).toString('base64') } };
};

type Handler = (world: World, params: Params) => ActionResult;
const always: Readonly<Record<string, Handler>> = {
  get_login_info: (world) => ({ data: { user_id: wireNumber(world.self), nickname: world.nickname } }),
  get_status: (world) => ({ data: { online: world.isOnline(), good: true, stat: {} } }),
  get_version_info: (world) => ({ data: { app_name: world.dialect.app, app_version: '1.0.0-peer', protocol_version: 'v11' } }),
  get_friend_list: (world) => ({ data: world.friends.map(({ user, nickname, remark }) => ({ user_id: wireNumber(user), nickname, remark: remark ?? '' })) }),
  get_group_list: (world) => ({ data: world.groups.map(({ group, name, members }) => ({ group_id: wireNumber(group), group_name: name, member_count: members ?? 2, max_member_count: 200 })) }),
  get_stranger_info: (world, params) => ({ data: { user_id: params.user_id, nickname: world.friends.find(({ user }) => user === text(params.user_id))?.nickname ?? `用户${text(params.user_id) ?? ''}` } }),
  get_msg: (world, params) => {
    const message = world.store.find(Number(params.message_id));
    return message ? { data: toWire(message, world.dialect, world.self, world.format) } : { retcode: world.dialect.failure, wording: '消息不存在' };
  },
  send_private_msg: send, send_group_msg: send, send_msg: send,
  upload_private_file: upload, upload_group_file: upload,
  delete_msg: recall, get_image: getFile, get_record: getFile, get_file: getFile,
  mark_msg_as_read: () => ({ data: null }), set_input_status: () => ({ data: null }), can_send_image: () => ({ data: { yes: true } }),
};

export const runAction = (world: World, action: string, params: Params): ActionResult => {
  const { dialect } = world;
  const name = action.replace(/_(async|rate_limited)$/, '');
  if (name === 'get_friend_msg_history' && dialect.history.friend) return history(world, params, 'friend');
  if (name === 'get_group_msg_history' && dialect.history.group) return history(world, params, 'group');
  if (name === 'get_recent_contact' && dialect.hasRecentContacts) return recent(world, params);
  const handler = Object.hasOwn(always, name) ? always[name] : undefined;
  return handler ? handler(world, params) : { retcode: dialect.unknownAction, wording: `不支持的api ${action}` };
};
