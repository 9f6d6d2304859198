import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, BlobId, ChatId } from '#shared/domain/ids';
import { textOf, type Part } from '#shared/domain/message';
import { bodySchemas } from '#shared/ledger/entry';
import { escapeText, formatCq, parseCq } from '#electron/engine/channels/onebot/cq';
import { configSchema, parseConfig } from '#electron/engine/channels/onebot/config';
import { planSteps, sendAction } from '#electron/engine/channels/onebot/encode';
import { faceName } from '#electron/engine/channels/onebot/faces';
import { fingerprintOf } from '#electron/engine/channels/onebot/fingerprint';
import { chatTarget, idText, temporaryChat, wireId } from '#electron/engine/channels/onebot/ids';
import { onebot } from '#electron/engine/channels/onebot/module';
import { isUnknownAction, verdictOfFailure } from '#electron/engine/channels/onebot/retcodes';
import { decodeSegments } from '#electron/engine/channels/onebot/segments';
import { replySchema, timeMs } from '#electron/engine/channels/onebot/wire';

const account = 'test' as AccountId; // a literal of the right form
const decode = (frame: unknown) => onebot.decodeFrame(frame, account);
const messageOf = (frame: unknown) => {
  const outcome = decode(frame);
  const event = outcome.kind === 'events' ? outcome.events[0] : undefined;
  if (event?.kind !== 'message') throw new Error(`no message: ${JSON.stringify(outcome)}`);
  return event;
};
const privateFrame = (more: object): object => ({ post_type: 'message', message_type: 'private', sub_type: 'friend', self_id: 1, user_id: 2, message_id: 3, time: 1_790_000_000, message: [], ...more });
const partsOf = (...segments: object[]): readonly Part[] => decodeSegments(segments);

describe('CQ strings', () => {
  it('give any words back (bug: a bracket or comma of a customer becomes code)', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parseCq(escapeText(text)).map((segment) => segment.data.text).join('')).toBe(text);
    }));
  });
  it('give any segments back (bug: a value with = or & is cut)', () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/);
    const segment = fc.record({ type: fc.stringMatching(/^[a-z]{2,9}$/).filter((type) => type !== 'text'), data: fc.dictionary(key, fc.string(), { maxKeys: 4, noNullPrototype: true }) });
    fc.assert(fc.property(fc.array(segment), (segments) => { expect(parseCq(formatCq(segments))).toEqual(segments); }));
  });
  it('leave broken code as words (bug: a lonely “[CQ:” swallows the rest)', () => {
    for (const text of ['[CQ:', '[CQ:image', '[cq:at,qq=1]', 'a]b[c', '[CQ:]', '&amp;#91;CQ:at&amp;#93;']) {
      expect(parseCq(text).every((segment) => segment.type === 'text')).toBe(true);
    }
    expect(parseCq('[CQ:share,url=http://a?b=c&amp;d=e,title=x&#44;y]')).toEqual([{ type: 'share', data: { url: 'http://a?b=c&d=e', title: 'x,y' } }]);
  });
});

describe('ids and times', () => {
  it('read every shape (bug: negative or long ids lost)', () => {
    expect([idText(-280154787), idText('  9'), idText('BOT_ID'), idText(null), idText({}), idText(''), idText(Number.NaN)]).toEqual(['-280154787', '9', 'BOT_ID', undefined, undefined, undefined, undefined]);
    expect([wireId('123'), wireId('-5'), wireId('9223372036854775807'), wireId('u_x')]).toEqual([123, -5, '9223372036854775807', 'u_x']);
    expect(chatTarget(temporaryChat(undefined, '5'))).toEqual({ kind: 'temporary', user: '5', group: undefined });
    expect(chatTarget('jid:a@b' as ChatId)).toBeUndefined(); // an id of another channel
  });
  it('take seconds and milliseconds (bug: messages in the year 58000)', () => {
    expect([timeMs(1_790_000_000, 7), timeMs(1_790_000_000_123, 7), timeMs(undefined, 7), timeMs(-1, 7), timeMs(1e18, 7)]).toEqual([1_790_000_000_000, 1_790_000_000_123, 7, 7, 7]);
  });
});

describe('segments', () => {
  it('become parts a person can read (bug: stickers, cards and positions shown as raw)', () => {
    expect(partsOf({ type: 'face', data: { id: 14 } })).toEqual([{ kind: 'emoji', id: '14', name: '微笑' }]);
    expect(partsOf({ type: 'face', data: { id: '9999', raw: { faceText: '/新表情' } } })).toEqual([{ kind: 'emoji', id: '9999', name: '新表情' }]);
    expect(partsOf({ type: 'at', data: { qq: 'all' } }, { type: 'at', data: { user_id: 5, name: '@小王' } })).toEqual([{ kind: 'mention', target: 'all' }, { kind: 'mention', target: '5', name: '小王' }]);
    expect(partsOf({ type: 'location', data: { lat: '39.9', lon: '116.3', title: '故宫' } })).toEqual([{ kind: 'location', latitude: 39.9, longitude: 116.3, title: '故宫' }]);
    expect(partsOf({ type: 'share', data: { url: 'https://a.example/x', title: '标题', content: '内容' } })).toEqual([{ kind: 'link', url: 'https://a.example/x', title: '标题', description: '内容' }]);
    expect(partsOf({ type: 'json', data: { data: JSON.stringify({ app: 'com.tencent.structmsg', prompt: '[分享]', meta: { news: { title: '新闻', jumpUrl: 'https://n.example' } } }) } })[0]).toMatchObject({ kind: 'link', title: '新闻', url: 'https://n.example' });
    expect(partsOf({ type: 'json', data: { data: JSON.stringify({ app: 'com.tencent.map', meta: { 'Location.Search': { lat: '30', lng: '120', name: '西湖', address: '杭州' } } }) } })).toEqual([{ kind: 'location', latitude: 30, longitude: 120, title: '西湖', address: '杭州' }]);
    expect(partsOf({ type: 'xml', data: { data: '<?xml version="1.0"?><msg url="https://m.example/?a=1&amp;b=2" brief="[音乐]"><item><title>歌</title></item></msg>' } })).toEqual([{ kind: 'link', url: 'https://m.example/?a=1&b=2', title: '歌' }]);
    expect(partsOf({ type: 'forward', data: { id: 'abc', content: [1, 2] } })).toEqual([{ kind: 'forward', id: 'abc', count: 2 }]);
    expect(partsOf({ type: 'dice', data: { result: '5' } }, { type: 'shake', data: {} }).map((part) => part.kind)).toEqual(['emoji', 'emoji']);
  });
  it('never turn a script into a link (bug: javascript: opens from a card)', () => {
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'vbscript:x']) {
      expect(partsOf({ type: 'share', data: { url, title: 'x' } })[0]?.kind).toBe('unsupported');
    }
  });
  it('drop a sticker’s text twin, never a person’s words (bug: “[微笑]” typed by hand vanishes)', () => {
    expect(partsOf({ type: 'mface', data: { url: 'https://x.example/a.gif', summary: '[摸头]' } }, { type: 'text', data: { text: '[摸头]' } })).toHaveLength(1);
    expect(partsOf({ type: 'face', data: { id: 14 } }, { type: 'text', data: { text: '[微笑]' } })).toHaveLength(2);
  });
  it('keep what is unknown, null or oddly built in sight (bug: dropped, or a crash)', () => {
    for (const odd of [{ type: 'redbag', data: { title: '恭喜' } }, { type: 'text', data: null }, { type: 'at', data: { qq: 0 } }, { type: 'location', data: { lat: 'x' } }, { type: '__proto__', data: {} }, { type: 7, data: [] }, { data: {} }, 5, null]) {
      const parts = decodeSegments([odd]);
      expect(parts).toHaveLength(1);
      expect(parts[0]).toMatchObject({ kind: 'unsupported' });
    }
  });
  it('know the faces people use', () => { expect([faceName('179'), faceName('356'), faceName('0'), faceName('x')]).toEqual(['doge', '666', '惊讶', undefined]); });
});

describe('messages', () => {
  it('tell who wrote to whom in every dialect of own messages (bug: own words in a chat with ourselves)', () => {
    const own = { user_id: 1, target_id: 9, message: '在' };
    expect(messageOf(privateFrame({ ...own, post_type: 'message_sent' }))).toMatchObject({ direction: 'out', chat: { id: 'private:9' } });
    expect(messageOf(privateFrame(own))).toMatchObject({ direction: 'out', chat: { id: 'private:9' } });
    expect(messageOf(privateFrame({ ...own, post_type: 'message_sent', message_type: 'group', group_id: 7 }))).toMatchObject({ direction: 'out', chat: { id: 'group:7' } });
    expect(messageOf(privateFrame({ user_id: 2, target_id: 1, message: '收' }))).toMatchObject({ direction: 'in', chat: { id: 'private:2' } });
    const outcome = decode(privateFrame({ ...own, target_id: 0 }));
    expect(outcome).toMatchObject({ kind: 'events', events: [{ kind: 'notice', type: 'onebot.ownMessage' }] });
  });
  it('come as array, string, one segment, or only raw (bug: an empty bubble)', () => {
    for (const message of [[{ type: 'text', data: { text: '你好' } }], '你好', { type: 'text', data: { text: '你好' } }, ['你好']]) expect(textOf(messageOf(privateFrame({ message })).parts)).toBe('你好');
    expect(textOf(messageOf(privateFrame({ message: null, raw_message: '你好' })).parts)).toBe('你好');
    expect(decode(privateFrame({ message: [], raw_message: '' }))).toEqual({ kind: 'ignored' });
    expect(textOf(messageOf(privateFrame({ message: [{ type: 'text', data: { text: '你好[CQ:at]&' } }], raw_message: '[CQ:at,qq=1]' })).parts)).toBe('你好[CQ:at]&');
  });
  it('tell temporary sessions from friends (bug: reply to a stranger goes to a friend chat)', () => {
    expect(messageOf(privateFrame({ sub_type: 'group', sender: { group_id: 88 }, message: 'x' })).chat).toMatchObject({ kind: 'temporary', id: 'temporary:88:2' });
    expect(messageOf(privateFrame({ sub_type: 'group', group_id: 284840486, temp_source: 0, message: 'x' })).chat.id).toBe('temporary:0:2');
    expect(messageOf(privateFrame({ sub_type: 'other', message: 'x' })).chat.kind).toBe('private');
  });
  it('of history have no post_type (bug: caught-up messages ignored)', () => {
    expect(messageOf({ message_id: 5, time: 1_790_000_000, message_type: 'group', group_id: 6, sender: { user_id: 7, nickname: '　' }, message: 'x' })).toMatchObject({ chat: { id: 'group:6' }, sender: { id: '7' } });
  });
});

describe('notices', () => {
  it('of unknown kinds keep their raw form (bug: a new kind of notice vanishes)', () => {
    expect(decode({ post_type: 'notice', notice_type: 'teleport', time: 1, self_id: 1, x: { y: 1 } })).toMatchObject({ kind: 'events', events: [{ kind: 'notice', type: 'onebot.unsupported', raw: { x: { y: 1 } } }] });
    expect(decode({ post_type: 'brand_new', time: 1, self_id: 1 })).toMatchObject({ kind: 'events', events: [{ type: 'onebot.unsupported' }] });
    expect(decode({ post_type: 'notice', notice_type: 'group_admin', sub_type: 'set', group_id: 5, user_id: 6, time: 1, self_id: 1 })).toMatchObject({ events: [{ type: 'onebot.groupAdmin.set', chat: { id: 'group:5' } }] });
    expect(decode({ post_type: 'notice', notice_type: 'notify', sub_type: 'input_status', user_id: 6, event_type: 1, group_id: 0, self_id: 1, time: 1 })).toMatchObject({ events: [{ kind: 'typing', active: true, chat: { id: 'private:6' } }] });
  });
  it('about files are messages (bug: the customer’s contract is a line of small print)', () => {
    expect(decode({ post_type: 'notice', notice_type: 'offline_file', user_id: 2, self_id: 1, time: 5, file: { name: 'a.pdf', size: 3, url: 'http://x.example/a' } })).toMatchObject({ events: [{ kind: 'message', direction: 'in', parts: [{ kind: 'file', media: { name: 'a.pdf', size: 3 } }] }] });
  });
});

describe('frames', () => {
  it('are sorted (bug: an answer shown as a message)', () => {
    for (const frame of [{ status: 'ok', retcode: 0, data: null, echo: { k: 1 } }, { retcode: 0, status: null, data: null }, { status: 'failed', retcode: -1, msg: 'x' }, { status: 'ok', retcode: 0, data: { messages: [{ message_id: 1, message: 'x' }] } }]) expect(decode(frame)).toEqual({ kind: 'response' });
    for (const frame of [{ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: true } }, { action: 'send_msg', params: {}, echo: 1 }, { post_type: 'meta_event' }]) expect(decode(frame)).toEqual({ kind: 'ignored' });
    for (const frame of [{}, null, 5, true, [], [1, 2], { a: 1 }]) expect(decode(frame).kind).toBe('error');
    expect(decode({ segments: [{ type: 'text', data: { text: '片段' } }] })).toMatchObject({ kind: 'events', events: [{ type: 'onebot.fragment', data: { text: '片段' } }] });
    expect(decode('{"post_type":')).toEqual({ kind: 'error', code: 'channel.badJson' });
    const deep: unknown = JSON.parse('['.repeat(1_000) + ']'.repeat(1_000));
    expect(decode({ post_type: 'message', message: deep })).toEqual({ kind: 'error', code: 'channel.deepJson' });
  });

  const samples = '/work/shared/samples/onebot';
  const known: unknown[] = existsSync(samples) ? readdirSync(samples).map((file) => JSON.parse(readFileSync(`${samples}/${file}`, 'utf8')).payload) : [];
  const fixtures: unknown[] = [privateFrame({ message: '你好' }), { post_type: 'notice', notice_type: 'group_upload', group_id: 1, user_id: 2, file: { id: 'x', name: 'y', size: 1 } }, ...known];
  /** Replaces one value somewhere in the frame. */
  const mutate = (value: unknown, path: number, put: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return put;
    const keys = Object.keys(value);
    if (keys.length === 0) return put;
    const key = keys[path % keys.length] ?? '';
    const inner = (value as Readonly<Record<string, unknown>>)[key]; // an own key just read
    const next = path % 3 === 0 ? put : mutate(inner, Math.floor(path / 3), put);
    return Array.isArray(value) ? value.map((item, index) => (String(index) === key ? next : item)) : { ...value, [key]: next };
  };

  it('never throw, and what they give the ledger can hold, whatever is put where (bug: one odd frame ends the engine)', () => {
    fc.assert(fc.property(fc.constantFrom(...fixtures), fc.nat(10_000), fc.anything(), (frame, path, put) => {
      const outcome = decode(mutate(frame, path, put));
      if (outcome.kind !== 'events') return;
      for (const event of outcome.events) {
        if (event.kind === 'message') {
          const { kind: _kind, ...data } = event;
          expect(bodySchemas['message.received'].safeParse(data).success).toBe(true);
        }
        if (event.kind === 'notice') {
          const { kind: _kind, ...data } = event;
          expect(bodySchemas['notice.received'].safeParse(data).success).toBe(true);
        }
      }
    }), { numRuns: 1_500 });
  });
});

it('keeps a number too large for any record as words (bug: JSON 1e999 ends in a refused entry)', () => {
  const outcome = decode(JSON.parse('{"time":1718000020,"post_type":"request","request_type":"friend","flag":"f","user_id":456789012,"weight":-1e999,"self_id":123456789}'));
  expect(outcome.kind === 'events' && outcome.events.find((event) => event.kind === 'notice')).toMatchObject({ data: { weight: '-Infinity' } });
});

describe('sending', () => {
  const media = { name: 'a.png', mime: 'image/png', state: 'stored', blob: 'a'.repeat(64) as BlobId } as const; // form of blobIdSchema
  it('puts the quote first and files apart (bug: quote ignored, file dropped)', () => {
    const plan = planSteps([{ kind: 'text', text: '见附件' }, { kind: 'quote', id: '5' as never }, { kind: 'file', media }, { kind: 'text', text: '谢谢' }]); // id of a message
    expect(plan.ok && plan.steps.map((step) => (step.kind === 'file' ? 'file' : step.segments.map((segment) => segment.type)))).toEqual([['reply', 'text'], 'file', ['text']]);
  });
  it('refuses what cannot be sent, with the reason (bug: an empty message to the customer)', () => {
    expect(planSteps([])).toMatchObject({ ok: false, code: 'onebot.emptyMessage' });
    expect(planSteps([{ kind: 'text', text: '  \n' }])).toMatchObject({ ok: false, code: 'onebot.emptyMessage' });
    expect(planSteps([{ kind: 'forward', id: 'x' }])).toMatchObject({ ok: false, code: 'onebot.cannotSend', data: { part: 'forward' } });
    expect(planSteps([{ kind: 'image', media: { ...media, blob: undefined, state: 'remote' } }])).toMatchObject({ ok: false, code: 'media.notStored' });
  });
  it('escapes words in string format only (bug: the customer reads &#91;)', () => {
    const segments = [{ type: 'text', data: { text: '[CQ:at,qq=all]' } }];
    expect(sendAction('private:5' as ChatId, segments, 'array')?.params).toEqual({ user_id: 5, message: segments }); // an id of this channel
    expect(sendAction('group:5' as ChatId, segments, 'string')?.params).toEqual({ group_id: 5, message: '&#91;CQ:at,qq=all&#93;', auto_escape: false });
  });
  it('comes back under the same fingerprint (bug: own echo not recognised)', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== ''), (text) => {
      const plan = planSteps([{ kind: 'text', text }]);
      const [step] = plan.ok ? plan.steps : [];
      if (step?.kind !== 'message') throw new Error('no step');
      expect(fingerprintOf(decodeSegments(parseCq(formatCq(step.segments))))).toBe(fingerprintOf(decodeSegments(step.segments)));
    }));
  });
});

describe('failed answers', () => {
  const reply = (value: object) => replySchema.parse(value);
  it('mean refused, unknown outcome, or unknown action (bug: a delivered message offered for resending as failed)', () => {
    expect(verdictOfFailure(reply({ retcode: 1200, wording: 'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg' }))).toMatchObject({ kind: 'uncertain' });
    expect(verdictOfFailure(reply({ retcode: 1200, message: 'EventChecker Failed: {"result":110,"errMsg":"x"}' }))).toMatchObject({ kind: 'failed', code: 'onebot.refused', data: { result: 110 } });
    expect(verdictOfFailure(reply({ retcode: 1200, message: '{"result": 120, "errMsg":""}' }))).toMatchObject({ code: 'onebot.muted' });
    expect(verdictOfFailure(reply({ retcode: 1400, wording: 'user_id' }))).toMatchObject({ code: 'onebot.badRequest', retryable: false });
    expect([isUnknownAction(reply({ retcode: 1404 })), isUnknownAction(reply({ retcode: 404 })), isUnknownAction(reply({ retcode: 1200, wording: '不支持的Api x' }))]).toEqual([true, true, true]);
  });
});

describe('settings', () => {
  it('are read as people type them (bug: “127.0.0.1:3001” refused)', () => {
    expect(parseConfig({ mode: 'forward', url: ' 127.0.0.1:3001 ' }, {})).toMatchObject({ url: 'ws://127.0.0.1:3001/' });
    expect(parseConfig({ url: 'http://h.example/onebot/v11/ws/event' }, { token: 't' })).toMatchObject({ mode: 'forward', url: 'ws://h.example/onebot/v11/ws/', token: 't' });
    expect(parseConfig({ mode: 'reverse', port: '8082', path: 'qq/', host: '' }, {})).toMatchObject({ port: 8_082, path: '/qq', host: '127.0.0.1' });
  });
  it('name the field that is wrong (bug: “invalid input”)', () => {
    for (const [settings, field] of [[{ mode: 'forward', url: 'not a url' }, 'url'], [{ mode: 'forward' }, 'url'], [{ mode: 'reverse', port: 0 }, 'port'], [{ mode: 'reverse', port: 1, host: 'a b' }, 'host'], [{ mode: 'reverse', port: 1, host: '0.0.0.0' }, 'token']] as const) {
      expect(() => parseConfig(settings, {})).toThrow(expect.objectContaining({ code: 'account.badSetting', data: { field } }));
      expect(configSchema.safeParse(settings).success).toBe(false);
    }
  });
});
