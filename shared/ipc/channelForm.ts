/** A channel's settings form as data: screens know no platform. Labels are i18n keys under `channel.<kind>`. */
import type { ChannelKind } from '../domain/account';

export type FormField = {
  readonly key: string;
  readonly type: 'text' | 'url' | 'password' | 'number' | 'select' | 'switch';
  readonly required: boolean;
  /** Kept in the vault, never shown again, never in the ledger. */
  readonly secret?: boolean;
  readonly initial?: string | number | boolean;
  readonly placeholder?: string;
  /** `select` only; label key `channel.<kind>.<key>.<value>`. */
  readonly options?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Show only while another field has one of these values. */
  readonly when?: { readonly key: string; readonly is: readonly (string | number | boolean)[] };
};

export type ChannelForm = {
  readonly kind: ChannelKind;
  /** One character drawn on the account's tile; a glyph, not a trademark. */
  readonly glyph: string;
  /** Its figures are never mixed into those of real accounts. */
  readonly demonstration: boolean;
  readonly fields: readonly FormField[];
  /** What an open channel of this kind can do, computed from the abilities it implements. */
  readonly abilities: readonly string[];
};
