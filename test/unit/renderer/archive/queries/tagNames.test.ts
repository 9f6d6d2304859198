import { expect, it } from 'vitest';
import { patchTags } from '#renderer/archive/queries/useTagNames';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import type { ChangedRows } from '#renderer/archive/worker/messages';

const changed = (...tags: readonly (readonly string[] | undefined)[]): ChangedRows =>
  ({ timeline: [], gone: [], conversations: tags.map((each) => ({ tags: each }) as unknown as ConversationRow) }); // only tags are looked at

it('a message changes no tag and costs no read, a new tag joins in its place (bug: all conversations are read with every message)', () => {
  const last = ['老客', '羊绒'];
  expect(patchTags(last, changed(undefined, ['老客'], []))).toBe(last);
  expect(patchTags(last, changed(['企业'], ['老客', '企业']))).toEqual(['老客', '企业', '羊绒'].sort((a, b) => a.localeCompare(b, 'zh-CN')));
});
