import { describe, expect, it } from 'vitest';
import { deliverySchema } from '#shared/domain/delivery';
import type { Parts } from '#shared/domain/message';
import type { TimelineRow } from '#renderer/archive/schema/timelineRows';
import { bubbleLayout, hostOf, textPieces } from '#renderer/desk/timeline/bubbleLayout';
import { deliveryView } from '#renderer/desk/timeline/deliveryView';
import { canPlay, pictureSize, secondsText, splitFileName } from '#renderer/desk/timeline/mediaText';
import { blobUrl } from '#renderer/ui/blobUrl';

const scene = { account: 'online', isWaiting: true, hasEarlier: false } as const;
const reply = (over: object): TimelineRow => ({ kind: 'message', direction: 'out', parts: [{ kind: 'text', text: '好' }], ...over }) as unknown as TimelineRow; // only what the view reads

describe('deliveryView', () => {
  it('has words and a tone for every state (bug: a new state shows an empty line)', () => {
    for (const delivery of deliverySchema.options) expect(deliveryView(reply({ delivery }), scene)?.words).toMatch(/^timeline\./);
    expect(deliveryView(reply({}), scene)).toBeNull();
  });

  it('says why a reply waits', () => {
    const words = (over: object): string | undefined => deliveryView(reply({ delivery: 'queued' }), { ...scene, ...over })?.words;
    expect(words({})).toBe('timeline.queued');
    expect(words({ account: 'offline' })).toBe('timeline.queued.offline');
    expect(words({ account: 'kicked' })).toBe('timeline.queued.offline');
    expect(words({ account: 'paused' })).toBe('timeline.queued.paused');
    expect(words({ hasEarlier: true })).toBe('timeline.queued.behind');
  });

  it('offers what the engine takes, and nothing that would send twice by itself', () => {
    const actions = (over: object): readonly string[] => deliveryView(reply(over), scene)?.actions ?? [];
    expect(actions({ delivery: 'queued' })).toEqual(['withdraw', 'edit']);
    expect(actions({ delivery: 'failed', retryable: true })).toEqual(['retry', 'editAndRetry', 'withdraw']);
    expect(actions({ delivery: 'failed', retryable: false })).toEqual(['editAndRetry', 'withdraw']);
    expect(actions({ delivery: 'uncertain' })).toEqual(['resend', 'settle']);
    expect(actions({ delivery: 'sending' })).toEqual([]);
    expect(actions({ delivery: 'queued', parts: [{ kind: 'file' }] })).toEqual(['withdraw']);
  });

  it('bug: "the clock runs on" stands beside a queued reply although nobody waits', () => {
    expect(deliveryView(reply({ delivery: 'queued' }), { ...scene, isWaiting: false })?.saysClockRuns).toBe(false);
  });
});

describe('bubbleLayout', () => {
  const image = (state: string): Parts[number] => ({ kind: 'image', media: { name: 'a.png', mime: 'image/png', state, blob: 'b' } }) as Parts[number]; // only what the layout reads
  it('joins running text, keeps blocks at their index, puts quotes on top', () => {
    const layout = bubbleLayout([{ kind: 'text', text: 'a' }, { kind: 'mention', target: '1' }, image('stored'), { kind: 'quote', id: 'q' as never }, { kind: 'text', text: 'b' }]);
    expect(layout.quotes).toHaveLength(1);
    expect(layout.blocks.map((block) => (block.kind === 'inline' ? block.parts.length : block.at))).toEqual([2, 2, 1]);
    expect(layout.isMedia).toBe(false);
  });

  it('gives the mat only to pictures that can be shown', () => {
    expect(bubbleLayout([image('stored')]).isMedia).toBe(true);
    expect(bubbleLayout([image('remote')]).isMedia).toBe(false);
    expect(bubbleLayout([image('stored'), { kind: 'text', text: ' ' }]).isMedia).toBe(true);
  });
});

describe('links', () => {
  it('finds web addresses and leaves the punctuation behind them', () => {
    expect(textPieces('看 https://a.example/x?y=1。好')).toEqual([{ kind: 'text', text: '看 ' }, { kind: 'link', url: 'https://a.example/x?y=1' }, { kind: 'text', text: '。好' }]);
    expect(textPieces('(https://a.example/x).').map((piece) => piece.kind)).toEqual(['text', 'link', 'text']);
  });

  it('bug: javascript: or a look-alike host opens without being seen', () => {
    expect(textPieces('javascript:alert(1)')).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }]);
    expect(hostOf('javascript:alert(1)')).toBeNull();
    expect(hostOf('https://pаypal.com/')).toMatch(/^xn--/);
    expect(hostOf('https://bank.example@evil.example/')).toBe('evil.example');
  });
});

describe('attachments', () => {
  it('keeps the end of a file name', () => {
    expect(splitFileName('围巾尺寸与洗护说明最终版本.pdf').tail).toBe('最终版本.pdf');
    const { head, tail } = splitFileName('a.b');
    expect(head + tail).toBe('a.b');
  });

  it('bug: a small picture is blown up, a large one loses its shape', () => {
    expect(pictureSize(100, 50)).toEqual({ width: 100, height: 50 });
    expect(pictureSize(960, 480)).toEqual({ width: 240, height: 120 });
    expect(pictureSize(10, 4800)).toEqual({ width: 1, height: 240 });
    expect(pictureSize(undefined, 4)).toBeUndefined();
  });

  it('names blobs by our own scheme, escaped', () => {
    expect(blobUrl('ff', 'image/png')).toBe('app://main/blob/ff?type=image%2Fpng');
    expect(blobUrl('ff', 'text/plain', 'a&b.txt')).toContain('name=a%26b.txt&download=1');
  });

  it('knows what Chromium plays', () => {
    expect([canPlay('audio/mpeg'), canPlay('audio/amr'), canPlay('video/mp4'), canPlay('audio/silk')]).toEqual([true, false, true, false]);
    expect(secondsText(67.4)).toBe('1:07');
  });
});
