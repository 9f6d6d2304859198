import { expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { parseRecordLink, recordLink } from '#renderer/state/recordLinks';

it('a link says conversation and moment whatever the ids hold (bug: the @ of an XMPP address ends the conversation)', () => {
  for (const id of ['店/private:1', 'xmpp-1/chat:lin@example.org/手机 %40']) {
    const moment = { conversation: id as ConversationId, at: Date.UTC(2026, 10, 21, 2, 42, 28, 7) };
    expect(parseRecordLink(` ${recordLink(moment)}\n`)).toEqual(moment);
  }
  for (const text of ['', 'zuoxi://record/', 'zuoxi://record/a', 'zuoxi://record/a@gestern', 'zuoxi://record/%E0%A4%A@2026-11-21T02:42:28.007Z', '见 zuoxi://record/a@2026-11-21T02:42:28.007Z']) expect(parseRecordLink(text)).toBeUndefined();
});
