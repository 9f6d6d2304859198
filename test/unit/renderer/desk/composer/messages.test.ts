import { describe, expect, it } from 'vitest';
import { emptyComposer, reduceComposer, type Attachment, type ComposerState } from '#renderer/desk/composer/composerReducer';
import { editedParts, obstacleOf, remainderOf, repliesOf, wordingUseOf } from '#renderer/desk/composer/replies';

const attachment = (id: string, mime: string, message?: number): Attachment =>
  ({ id, name: `${id}.x`, mime, size: 3, media: { name: `${id}.x`, mime, state: 'stored', blob: 'b' }, ...(message !== undefined && { message }) } as unknown as Attachment); // ids are plain strings here
const state = (attachments: readonly Attachment[]): ComposerState => ({ ...emptyComposer, attachments });
const shape = (composer: ComposerState, text: string) => repliesOf(composer, text).map(({ parts, rest }) => [parts.map((part) => (part.kind === 'text' ? part.text : part.kind)).join('+'), rest]);

describe('several messages in one composer', () => {
  it('go out one by one, each with its own pictures, a picture may be a message (bug: all pictures hang on the first)', () => {
    const composer = state([attachment('p', 'image/png', 1), attachment('f', 'application/pdf', 0), attachment('l', 'application/zip')]);
    expect(shape(composer, '一\n{|}\n\n{|}\n三')).toEqual([
      ['一', '\n{|}\n三'], ['file', '\n{|}\n三'], ['image', '三'], ['三', ''], ['file', ''],
    ]);
  });

  it('lose nothing when the engine goes away after the first (bug: the messages behind it are gone from the composer)', () => {
    let composer = state([attachment('p', 'image/png', 1), attachment('q', 'image/png', 2)]);
    let text = '一\n{|}\n二\n{|}\n三';
    const [first] = repliesOf(composer, text);
    if (first === undefined) throw new Error('no reply');
    text = remainderOf(`${text}还在打字`, text, first.rest);
    composer = reduceComposer(composer, { type: 'partAccepted', attachments: first.attachments, isFirst: true, consumed: first.consumed });
    expect(text).toBe('二\n{|}\n三还在打字');
    expect(shape(composer, text).map(([words]) => words)).toEqual(['二+image', '三还在打字+image']);
  });

  it('are nothing when only breaks are left, and one message when a sent one is changed', () => {
    expect(obstacleOf(state([]), '\n{|}\n {|}')).toEqual({ kind: 'nothing' });
    expect(editedParts({ client: 'c' as never, isFailed: false, parts: [], text: '一\n{|}\n二' })).toEqual([{ kind: 'text', text: '一\n二' }]);
  });

  it('count as changed against what was offered, not against breaks and blanks', () => {
    const inserts = [{ id: 'w' as never, text: '共{?件数}件\n{|}\n好的', version: 3 }];
    expect(wordingUseOf(inserts, '共3件 {|} 好的')).toEqual({ id: 'w', edited: false, version: 3 });
    expect(wordingUseOf(inserts, '共3件\n{|}\n好的，谢谢')).toEqual({ id: 'w', edited: true, version: 3, offered: '共{?件数}件\n{|}\n好的' });
  });
});
