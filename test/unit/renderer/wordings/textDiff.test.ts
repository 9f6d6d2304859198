import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wording } from '#shared/domain/wording';
import { textDiff } from '#renderer/ui/textDiff';
import { wordingChanges } from '#renderer/wordings/wordingChanges';

const marked = (before: string, after: string): string =>
  textDiff(before, after).map(({ kind, text }) => (kind === 'gone' ? `-${text}-` : kind === 'new' ? `+${text}+` : text)).join('');

describe('textDiff', () => {
  it('marks the characters that changed, and marks, figures and Latin words as wholes', () => {
    expect(marked('今天付款明天发出', '今天付款今天发出')).toBe('今天付款-明-+今+天发出');
    expect(marked('共 {?件数} 件，18:00 前', '共 {?数量} 件，16:00 前')).toBe('共 -{?件数}-+{?数量}+ 件，-18-+16+:00 前');
    expect(marked('VIP price', 'VIP prices')).toBe('VIP -price-+prices+');
  });

  it('loses and invents nothing (bug: the approved words are not the ones that were shown)', () => {
    const text = fc.string({ unit: fc.constantFrom('今', '天', '{', '?', '}', 'a', '1', '\n', '😀', ' ') });
    fc.assert(fc.property(text, text, (before, after) => {
      const pieces = textDiff(before, after);
      const without = (kind: string): string => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text).join('');
      expect([without('new'), without('gone')]).toEqual([before, after]);
    }));
  });
});

describe('wordingChanges', () => {
  const wording = (over: object): Wording => ({ id: 'w', title: '发货', category: ['物流'], shortcut: '', parts: [{ kind: 'text', text: '好' }], accounts: [], ...over }) as unknown as Wording; // ids are plain strings here
  const scope = ({ accounts }: Pick<Wording, 'accounts'>): string => accounts.join('、') || '公共';

  it('names the fields that differ and every message, with pictures that came and went', () => {
    const picture = (name: string) => ({ kind: 'image', media: { name, mime: 'image/png', state: 'stored', blob: name } });
    const changes = wordingChanges(wording({ parts: [{ kind: 'text', text: '好' }, picture('a')] }), wording({ title: '发货时间', accounts: ['shop'], parts: [{ kind: 'text', text: '好' }, picture('b')], more: [[{ kind: 'text', text: '再见' }]] }), scope);
    expect(changes.fields).toEqual([{ field: 'title', before: '发货', after: '发货时间' }, { field: 'scope', before: '公共', after: 'shop' }]);
    expect(changes.messages).toMatchObject([{ isSame: false, mediaGone: ['a'], mediaNew: ['b'] }, { pieces: [{ kind: 'new', text: '再见' }] }]);
    expect(wordingChanges(wording({}), wording({}), scope).isSame).toBe(true);
  });
});
