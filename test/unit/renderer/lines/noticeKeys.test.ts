import { describe, expect, it } from 'vitest';
import { noticeKeys } from '#renderer/lines/noticeKeys';

describe('noticeKeys', () => {
  it('looks for the sub type first, in the spelling of the catalogs', () => {
    expect(noticeKeys({ type: 'onebot.groupDecrease', data: { sub_type: 'kick_me' } })).toEqual(['notice.onebot.groupDecrease.kickMe', 'notice.onebot.groupDecrease']);
  });

  it('bug: a closed conversation without a reason ends in a colon', () => {
    expect(noticeKeys({ type: 'conversation.closed', data: {} })).toEqual(['notice.conversation.closed']);
    expect(noticeKeys({ type: 'conversation.closed', data: { reason: 'solved' } })[0]).toBe('notice.conversation.closed.reason');
  });

  it('survives a notice without a type', () => {
    expect(noticeKeys({})).toEqual(['notice.']);
  });
});
