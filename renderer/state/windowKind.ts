import type { ConversationId } from '#shared/domain/ids';

const parameter = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('conversation');

/** The one conversation this window shows; undefined in the main window. */
export const tornConversation: ConversationId | undefined = parameter === null || !parameter.includes('/') ? undefined : (parameter as ConversationId); // main wrote it
