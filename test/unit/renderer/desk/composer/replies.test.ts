import { describe, expect, it } from 'vitest';
import type { Parts } from '#shared/domain/message';
import { emptyComposer, reduceComposer, type Attachment, type ComposerState } from '#renderer/desk/composer/composerReducer';
import { editedParts, isWordingEdited, obstacleOf, remainderOf, repliesOf, wordingUseOf } from '#renderer/desk/composer/replies';
import { actionFor } from '#renderer/desk/composer/popupKeys';

const attachment = (id: string, mime: string, over: Partial<Attachment> = {}): Attachment => ({
  id, name: `${id}.x`, mime, size: 3, media: { name: `${id}.x`, mime, state: 'stored', blob: 'b' }, ...over,
} as Attachment); // ids are plain strings here
const state = (over: Partial<ComposerState> = {}): ComposerState => ({ ...emptyComposer, ...over });

describe('obstacleOf', () => {
  it('lets nothing empty, unfilled or half stored out, and says what it is', () => {
    expect(obstacleOf(state(), ' \n')).toEqual({ kind: 'nothing' });
    expect(obstacleOf(state(), '共 {?件数} 件，{?日期}到')).toEqual({ kind: 'blanks', count: 2 });
    expect(obstacleOf(state({ attachments: [attachment('a', 'image/png', { media: undefined })] }), '好')).toEqual({ kind: 'storing' });
    expect(obstacleOf(state({ attachments: [attachment('a', 'image/png', { media: undefined, error: { code: 'media.diskLow', data: {} } })] }), '好')).toEqual({ kind: 'attachment' });
    expect(obstacleOf(state({ attachments: [attachment('a', 'image/png')] }), '')).toBeNull();
    expect(obstacleOf(state(), '好')).toBeNull();
  });

  it('bug: an attachment of the next reply lets an edit without words through', () => {
    const editing = { client: 'c' as never, isFailed: false, parts: [], text: '' };
    expect(obstacleOf(state({ editing, attachments: [attachment('a', 'image/png')] }), '')).toEqual({ kind: 'nothing' });
  });
});

describe('repliesOf', () => {
  it('sends words with pictures, every file by itself, the quote with the first', () => {
    const composer = state({ attachments: [attachment('f', 'application/pdf'), attachment('p', 'image/png')], quote: { id: 'm' as never, excerpt: '原话' } });
    const replies = repliesOf(composer, '看图 \n');
    expect(replies.map(({ parts }) => parts.map((part) => part.kind))).toEqual([['quote', 'text', 'image'], ['file']]);
    expect(replies.map(({ attachments }) => attachments)).toEqual([['p'], ['f']]);
    expect(replies[0]?.parts[1]).toEqual({ kind: 'text', text: '看图' });
  });

  it('quotes with a lone file too', () => {
    expect(repliesOf(state({ attachments: [attachment('f', 'application/pdf')], quote: { id: 'm' as never, excerpt: '' } }), '')[0]?.parts.map((part) => part.kind)).toEqual(['quote', 'file']);
  });
});

describe('editedParts', () => {
  it('bug: changing the words of a queued reply drops its picture or its quote', () => {
    const parts = [{ kind: 'quote', id: 'm' }, { kind: 'text', text: '旧' }, { kind: 'image' }, { kind: 'text', text: '尾' }] as unknown as Parts; // only kinds matter
    expect(editedParts({ client: 'c' as never, isFailed: false, parts, text: '新' }).map((part) => (part.kind === 'text' ? part.text : part.kind))).toEqual(['quote', '新', 'image']);
  });
});

describe('wording use', () => {
  it('filling a blank is no edit, changing the words is', () => {
    expect(isWordingEdited('共 {?件数} 件 (含税)', '共 3 件 (含税)')).toBe(false);
    expect(isWordingEdited('共 {?件数} 件', '共 3 件，谢谢')).toBe(true);
  });

  it('names the first wording and counts several as one text', () => {
    expect(wordingUseOf([], 'x')).toBeUndefined();
    expect(wordingUseOf([{ id: 'a' as never, text: '您好。' }, { id: 'b' as never, text: '再见。' }], '您好。再见。')).toEqual({ id: 'a', edited: false });
  });
});

describe('after a submit', () => {
  it('bug: words typed while the engine was writing are lost', () => {
    expect(remainderOf('你好接着打', '你好')).toBe('接着打');
    expect(remainderOf('你好', '你好')).toBe('');
    expect(remainderOf('改掉了', '你好')).toBe('改掉了');
  });

  it('bug: a refused reply loses its attachments, or sends those already taken a second time', () => {
    const before = state({ attachments: [attachment('p', 'image/png'), attachment('f', 'application/pdf')], inserts: [{ id: 'w' as never, text: 'x' }] });
    const taken = reduceComposer(reduceComposer(before, { type: 'submit', attempts: {} }), { type: 'partAccepted', attachments: ['p'], isFirst: true });
    const refused = reduceComposer(taken, { type: 'refused', error: { code: 'storage.textOnly', data: {} } });
    expect(refused.attachments.map((one) => one.id)).toEqual(['f']);
    expect(refused.isSubmitting).toBe(false);
    expect(refused.inserts).toEqual([]);
    expect(refused.error?.code).toBe('storage.textOnly');
  });

  it('bug: the same content tried again gets a new id and arrives twice', () => {
    const tried = reduceComposer(state(), { type: 'submit', attempts: { '0:x': 'client-1' as never } });
    expect(reduceComposer(tried, { type: 'refused', error: { code: 'engine.interrupted', data: {} } }).attempts).toEqual({ '0:x': 'client-1' });
    expect(reduceComposer(tried, { type: 'accepted' }).attempts).toEqual({});
  });
});

describe('keys of the wording popup', () => {
  it('walks, picks, closes', () => {
    expect(actionFor('ArrowDown', false, false, 3)).toBe('next');
    expect(actionFor('ArrowUp', false, false, 3)).toBe('previous');
    expect(actionFor('Tab', false, false, 3)).toBe('take');
    expect(actionFor('Enter', true, false, 3)).toBe('take');
    expect(actionFor('2', false, false, 3)).toBe(1);
    expect(actionFor('9', false, false, 3)).toBeNull();
    expect(actionFor('Escape', false, false, 0)).toBe('close');
  });

  it('bug: Enter over an empty list sends the mistyped trigger to the customer', () => {
    expect(actionFor('Enter', true, false, 0)).toBe('take');
  });

  it('leaves Shift+Enter, a composing Enter and letters to the text', () => {
    expect(actionFor('Enter', false, false, 3)).toBeNull();
    expect(actionFor('Enter', true, true, 3)).toBeNull();
    expect(actionFor('f', false, false, 3)).toBeNull();
  });
});
