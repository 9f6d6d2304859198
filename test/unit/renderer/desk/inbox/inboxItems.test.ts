import { describe, expect, it } from 'vitest';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { InboxRow } from '#renderer/archive/schema/inboxRows';
import { inboxItems, seenUpTo } from '#renderer/desk/inbox/inboxItems';

const row = (seq: number): InboxRow => ({ person: 'p1' as PersonId, back: -seq, at: seq, conversation: 'a/b' as ConversationId, kind: 'mention', parts: [] }); // test ids

describe('what was seen', () => {
  it('stops before a line nobody opened (bug: a newer mention hides an older one), and is all once the last was opened', () => {
    const items = inboxItems([row(30), row(20), row(10)], 10, new Set(), () => undefined);
    const [newest, middle, old] = items;
    if (newest === undefined || middle === undefined || old === undefined) throw new Error('three lines');
    expect(seenUpTo(items, newest, 30)).toBe(19);
    expect(seenUpTo(items, middle, 30)).toBe(29);
    expect(seenUpTo(items, old, 30)).toBe(0);
    const rest = inboxItems([row(30), row(20)], 20, new Set(), () => undefined);
    expect(rest[0] && seenUpTo(rest, rest[0], 30)).toBe(30);
  });
});
