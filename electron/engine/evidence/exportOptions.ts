import type { ConversationId } from '#shared/domain/ids';
import type { SignedIn } from '#shared/ipc/session';
import type { MaskedField } from '#shared/rules/customerPolicy';
import type { Cover } from '#shared/text/cover';
import type { Ledger, SigningKey } from '../ledger/contract';

export type ExportOptions = {
  readonly ledger: Ledger;
  readonly key: SigningKey;
  readonly conversations: readonly ConversationId[];
  readonly purpose: string;
  readonly by: SignedIn;
  readonly company: string;
  readonly target: string;
  readonly password?: string;
  /** Said in the package: what it is of. */
  readonly subject: Readonly<Record<string, unknown>>;
  /** Seqs of the lines meant; all lines where left out. */
  readonly hits?: ReadonlySet<number>;
  readonly masked: readonly MaskedField[];
  readonly cover: Cover;
  readonly attachments: boolean;
  readonly nameOf: (person: string) => string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Entries looked through, of all. */
  readonly onProgress: (done: number, total: number) => void;
};
