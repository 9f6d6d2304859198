/** Nothing enters the ledger that its own schemas would refuse to read back. */
import { AppError } from '#shared/domain/errors';
import { actorSchema } from '#shared/domain/person';
import { accountIdSchema } from '#shared/domain/account';
import { bodySchemas, type Draft, type EntryType } from '#shared/ledger/entry';
import { conversationIdSchema } from '#shared/ledger/fields';
import { z } from 'zod';

const scopeSchema = z.object({ actor: actorSchema, account: accountIdSchema.optional(), conversation: conversationIdSchema.optional() });

const conversationTypes = /^(?:message|reply|conversation)\./;
const accountTypes = /^(?:(?:message|reply|conversation|account|channel|contact|chat|catchup|gap|receipt)\.|notice\.received$)/;

/** Path of the first bad field, never its value. */
const refuse = (draft: { readonly type?: unknown }, path: string, problem: string): AppError =>
  new AppError('ledger.invalid', { type: typeof draft.type === 'string' ? draft.type.slice(0, 64) : '', path, problem });

const refuseBy = (draft: Draft, prefix: readonly string[], error: z.ZodError): AppError => {
  const [issue] = error.issues;
  return refuse(draft, [...prefix, ...(issue?.path ?? []).map(String)].join('.'), issue?.code ?? 'invalid');
};

const isKnown = (type: unknown): type is EntryType => typeof type === 'string' && Object.hasOwn(bodySchemas, type);

/** The draft as it will be stored: unknown fields gone, defaults filled. Throws `ledger.invalid {type, path, problem}`. */
export const admitDraft = (draft: Draft): Draft => {
  if (!isKnown(draft.type)) throw refuse(draft, 'type', 'unknown');
  const scope = scopeSchema.safeParse(draft);
  if (!scope.success) throw refuseBy(draft, [], scope.error);
  const { actor, account, conversation } = scope.data;
  if (account === undefined && accountTypes.test(draft.type)) throw refuse(draft, 'account', 'missing');
  if (conversation === undefined && conversationTypes.test(draft.type)) throw refuse(draft, 'conversation', 'missing');
  if (conversation !== undefined && !conversation.startsWith(`${account ?? ''}/`)) throw refuse(draft, 'conversation', 'otherAccount');
  const data = bodySchemas[draft.type].safeParse(draft.data);
  if (!data.success) throw refuseBy(draft, ['data'], data.error);
  return { type: draft.type, actor, ...(account === undefined ? {} : { account }), ...(conversation === undefined ? {} : { conversation }), data: data.data } as Draft; // data was parsed by the schema of this type
};
