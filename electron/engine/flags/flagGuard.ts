/**
 * Looks through what is said, on its way into the ledger. Its drafts belong into the commit of the text itself: a
 * message is never kept without its flags nor flagged twice, whatever crashes. Replies a rule blocks are refused
 * unless a person gives a reason.
 */
import { AppError } from '#shared/domain/errors';
import type { AccountId, ClientId, ConversationId, PersonId, RemoteMessageId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { FlagSide } from '#shared/domain/flag';
import { textOf, type Parts } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import type { Draft } from '#shared/ledger/entry';
import { flagTablesOf } from '#shared/rules/flags/charTables';
import { joinSpans } from '#shared/rules/flags/candidates';
import { compileFlags, type CompiledFlags, type FoundFlag } from '#shared/rules/flags/compileFlags';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import { itemsNamed, orderDifferences, type ItemsIn } from '#shared/rules/flags/ordered';
import type { PriceList } from '#shared/rules/flags/priceList';
import { matterOf } from '#shared/rules/rulePack';
import parts from '#resources/text/parts.json';
import simplified from '#resources/text/simplified.json';
import sounds from '#resources/text/sounds.json';
import type { EngineState } from '../state/engineState';

/** A text of a peer, or of ours from another device. `edit` ms of a later text. */
export type SaidText = { readonly account: AccountId; readonly conversation: ConversationId; readonly id: RemoteMessageId; readonly parts: Parts; readonly side: FlagSide; readonly at: number; readonly edit?: number };

/** A reply about to be kept. `edit` ms when it takes the place of earlier words. */
export type GuardedReply = { readonly client: ClientId; readonly conversation: ConversationId; readonly parts: Parts; readonly at: number; readonly edit?: number };

type Target = { readonly client?: ClientId; readonly id?: RemoteMessageId; readonly person?: PersonId; readonly side: FlagSide; readonly at: number; readonly edit?: number };

const flagDraft = (place: { readonly account: AccountId; readonly conversation: ConversationId }, target: Target, { rule, spans }: FoundFlag, pack: number, override?: string): Draft => ({
  type: 'message.flagged', actor: { kind: 'system' }, account: place.account, conversation: place.conversation,
  data: { ...target, rule: rule.id, kind: rule.kind, clause: rule.clause, title: rule.title, severity: rule.severity, spans, pack, ...(override !== undefined && { override }) },
});

const isBlock = ({ rule }: FoundFlag): boolean => rule.severity === 'block';

/** `flag.blocked` for the first of the rules; the others are counted. */
const refuse = (blocks: readonly FoundFlag[]): void => {
  const [first] = blocks;
  if (first === undefined) return;
  const { clause, title } = first.rule;
  throw new AppError('flag.blocked', { count: blocks.length, clause, title: title['zh-CN'] });
};

/** Made once for the process: the tables never change. */
const tables = flagTablesOf(simplified, sounds, parts);

export class FlagGuard {
  readonly #state: Pick<EngineState, 'flags' | 'conversations' | 'replies'>;
  #made: { readonly pack: FlagPack; readonly prices: PriceList; readonly flags: CompiledFlags; readonly itemsIn: ItemsIn } | null = null;

  constructor(state: Pick<EngineState, 'flags' | 'conversations' | 'replies'>) { this.#state = state; }

  /** Drafts for a text that arrived. What others say in a group that is no customers' group is nobody's complaint. */
  heard({ account, conversation, id, parts: said, side, at, edit }: SaidText, kind: string): readonly Draft[] {
    if (side === 'customer' && matterOf({ kind, matter: this.#state.conversations.get(conversation)?.matter }) !== 'customer') return [];
    const { flags } = this.#compiled();
    const text = textOf(said);
    const all = side === 'ours' ? [...flags.find(text, side), ...this.#ordered(conversation, text, at)] : flags.find(text, side);
    return all.map((found) => flagDraft({ account, conversation }, { id, side, at, ...(edit !== undefined && { edit }) }, found, flags.version));
  }

  /** `flag.blocked` unless there is a reason to go on; else nothing. */
  check(said: Parts, override: string | undefined): void {
    if (override === undefined) refuse(this.#compiled().flags.find(textOf(said), 'ours').filter(isBlock));
  }

  /** Drafts for a reply about to be kept; `flag.blocked` unless there is a reason to go on. */
  reply(reply: GuardedReply, actor: Actor, override: string | undefined): readonly Draft[] {
    const { flags } = this.#compiled();
    const text = textOf(reply.parts);
    return this.#drafts(reply, actor, [...flags.find(text, 'ours'), ...this.#ordered(reply.conversation, text, reply.at)], flags.version, override);
  }

  /** Drafts for a reply that goes out again: only what blocks now and was not overridden then is asked. */
  again(client: ClientId, actor: Actor, now: number, override: string | undefined): readonly Draft[] {
    const open = this.#state.replies.get(client);
    if (open === undefined) return [];
    const { flags } = this.#compiled();
    const blocks = flags.find(textOf(open.parts), 'ours').filter((found) => isBlock(found) && !open.overridden?.includes(found.rule.id));
    return this.#drafts({ client, conversation: open.conversation, parts: open.parts, at: open.at, edit: now }, actor, blocks, flags.version, override);
  }

  #drafts(reply: GuardedReply, actor: Actor, found: readonly FoundFlag[], pack: number, override: string | undefined): readonly Draft[] {
    const blocks = found.filter(isBlock);
    if (override === undefined) refuse(blocks);
    const place = { account: accountOfConversation(reply.conversation), conversation: reply.conversation };
    const target: Target = {
      client: reply.client, side: 'ours', at: reply.at, ...(actor.kind === 'person' && { person: actor.id }), ...(reply.edit !== undefined && { edit: reply.edit }),
    };
    const overridden: readonly Draft[] = override === undefined || blocks.length === 0 ? []
      : [{ type: 'guard.overridden', actor, ...place, data: { client: reply.client, rules: blocks.map(({ rule }) => rule.id), reason: override, pack } }];
    return [...found.map((one) => flagDraft(place, target, one, pack, isBlock(one) ? override : undefined)), ...overridden];
  }

  /** What we say was ordered and the customer asked for otherwise, as every rule of that kind finds it. */
  #ordered(conversation: ConversationId, text: string, at: number): readonly FoundFlag[] {
    const rules = this.#state.flags.pack.rules.filter(({ kind, isOn }) => isOn && kind === 'wrongOrder');
    const wishes = rules.length === 0 ? [] : this.#state.flags.wishes(conversation, at);
    if (wishes.length === 0) return [];
    const { itemsIn } = this.#compiled();
    return rules.flatMap((rule): readonly FoundFlag[] => {
      const spans = joinSpans(orderDifferences(wishes, text, itemsIn, rule.allow));
      return spans.length === 0 ? [] : [{ rule, spans }];
    });
  }

  #compiled(): { readonly flags: CompiledFlags; readonly itemsIn: ItemsIn } {
    const { pack, prices } = this.#state.flags;
    if (this.#made === null || this.#made.pack !== pack || this.#made.prices !== prices) {
      const itemsIn = itemsNamed(prices.rows.flatMap(({ name, aliases }) => [name, ...aliases].map((known) => [known, name] as const)));
      this.#made = { pack, prices, flags: compileFlags(pack, prices, tables), itemsIn };
    }
    return this.#made;
  }
}
