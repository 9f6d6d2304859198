/** Rows of flags, rule packs of flags and price lists. */
import type { FlagId, FlagKind, FlagSeverity, FlagSide, FlagSpan, FlagState } from '#shared/domain/flag';
import type { AccountId, ClientId, ConversationId, MessageId, PersonId, RemoteMessageId } from '#shared/domain/ids';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import type { RuleWords } from '#shared/rules/rulePack';

/** One flag. `back` = -at: newest message first. `spans` count in `textOf` of the message's parts as they were then (`edit`: of that later text). */
export type FlagRow = {
  readonly id: FlagId;
  readonly message: MessageId;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  /** Who wrote it here; left out for customers and for what another device sent. */
  readonly person?: PersonId;
  readonly side: FlagSide;
  /** Of the message, ms. */
  readonly at: number;
  readonly back: number;
  readonly client?: ClientId;
  readonly remote?: RemoteMessageId;
  readonly edit?: number;
  readonly kind: FlagKind;
  readonly rule: string;
  readonly clause: string;
  readonly title: RuleWords;
  readonly severity: FlagSeverity;
  readonly spans: readonly FlagSpan[];
  readonly pack: number;
  /** Sent although refused, for this reason. */
  readonly override?: string;
  readonly state: FlagState;
  readonly review?: { readonly at: number; readonly by?: PersonId; readonly reason?: string };
};

/** One version of the rules, as saved; the highest is in force. */
export type FlagPackRow = { readonly version: number; readonly pack: FlagPack; readonly savedAt: number; readonly by?: PersonId };
export type PriceListRow = { readonly version: number; readonly list: PriceList; readonly savedAt: number; readonly by?: PersonId };
