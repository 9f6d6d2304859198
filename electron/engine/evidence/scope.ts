/** Which conversations, and which lines of them, a package is about. Pure over the fold. */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type ConversationId, type CustomerId } from '#shared/domain/ids';
import { HIT_CONTEXT, type EvidenceScope } from '#shared/ipc/desk/evidenceRoutes';
import type { EngineState } from '../state/engineState';
import { inOrder, type Transcript } from './transcript';

/** Every direct conversation of the person whose file this is, over all accounts, and the files of the person. */
export const conversationsOf = (state: EngineState, customer: CustomerId): { readonly customers: readonly CustomerId[]; readonly conversations: readonly ConversationId[] } => {
  const customers = state.customers.members(customer);
  const wanted = new Set<string>(customers);
  const conversations = [...state.conversations.all()].flatMap(([id, { chat }]) =>
    (chat.kind !== 'group' && chat.contact !== undefined && wanted.has(`${accountOfConversation(id)}/${chat.contact}`) ? [id] : []));
  return { customers, conversations };
};

/** `conversation.unknown`, `customer.unknown`. */
export const resolveScope = (state: EngineState, scope: EvidenceScope): readonly ConversationId[] => {
  if (scope.kind === 'customer') {
    const { conversations } = conversationsOf(state, scope.customer);
    if (conversations.length === 0) throw new AppError('customer.unknown', {});
    return conversations;
  }
  const conversations = scope.kind === 'conversation' ? scope.conversations : [...new Set(scope.lines.map((line) => line.conversation))];
  if (conversations.some((id) => !state.conversations.get(id))) throw new AppError('conversation.unknown', {});
  return conversations;
};

/** The transcript cut down to the hits with their context; `skipped` counts the lines left out before each. */
export const onlyHits = (transcript: Transcript, hits: ReadonlySet<number>): Transcript => {
  const lines = inOrder(transcript.lines);
  const kept = new Set<number>();
  lines.forEach((line, at) => {
    if (!line.entries.some((seq) => hits.has(seq))) return;
    for (let near = Math.max(0, at - HIT_CONTEXT); near <= Math.min(lines.length - 1, at + HIT_CONTEXT); near += 1) kept.add(near);
  });
  const chosen = lines.filter((_, at) => kept.has(at));
  const blobs = new Set(chosen.flatMap(({ media }) => media.flatMap(({ blob }) => blob ?? [])));
  return { ...transcript, lines: [...chosen], blobs: new Map([...transcript.blobs].filter(([blob]) => blobs.has(blob))), left: lines.length - chosen.length };
};
