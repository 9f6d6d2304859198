/** Drafts for what became of a reply. */
import { bodySchemas, type Draft } from '#shared/ledger/entry';
import type { SendOutcome } from '../channels/contract/channel';
import type { OpenReply } from '../state/openReplies';

const channel = { kind: 'channel' } as const;
const system = { kind: 'system' } as const;

type Place = Pick<OpenReply, 'client' | 'account' | 'conversation'>;

const at = (reply: Place): { readonly account: OpenReply['account']; readonly conversation: OpenReply['conversation'] } =>
  ({ account: reply.account, conversation: reply.conversation });

export const attempted = (reply: OpenReply): Draft =>
  ({ type: 'reply.attempted', actor: system, ...at(reply), data: { client: reply.client, attempt: reply.attempt + 1 } });

export const accepted = (reply: Place, outcome: Extract<SendOutcome, { readonly kind: 'accepted' }>): Draft => ({
  type: 'reply.accepted', actor: channel, ...at(reply),
  data: { client: reply.client, id: outcome.id, at: Math.max(0, Math.trunc(outcome.at)), proof: outcome.proof },
});

export const failed = (reply: Place, outcome: Extract<SendOutcome, { readonly kind: 'failed' }>): Draft => ({
  type: 'reply.failed', actor: channel, ...at(reply),
  data: { client: reply.client, code: outcome.code, data: outcome.data, retryable: outcome.retryable },
});

export const uncertain = (reply: Place, code: string): Draft =>
  ({ type: 'reply.uncertain', actor: system, ...at(reply), data: { client: reply.client, code } });

export const requeued = (reply: Place, why: 'link' | 'retry'): Draft =>
  ({ type: 'reply.requeued', actor: system, ...at(reply), data: { client: reply.client, why } });

/** What to write for an outcome. One a channel made wrongly counts as uncertain: the peer may have it. */
export const outcomeDraft = (reply: Place, outcome: SendOutcome): Draft => {
  const draft = plainDraft(reply, outcome);
  return bodySchemas[draft.type].safeParse(draft.data).success ? draft : uncertain(reply, 'channel.invalidOutcome');
};

const plainDraft = (reply: Place, outcome: SendOutcome): Draft => {
  switch (outcome.kind) {
    case 'accepted': return accepted(reply, outcome);
    case 'failed': return failed(reply, outcome);
    case 'notSent': return requeued(reply, 'link');
    case 'uncertain': return uncertain(reply, outcome.code);
  }
};

/** Refusals that pass by themselves soon; anything else is shown at once and left to the person. */
export const isPassing = (outcome: SendOutcome): boolean =>
  outcome.kind === 'failed' && outcome.retryable && /(^|\.)(rateLimited|busy|tryLater)$/i.test(outcome.code);
