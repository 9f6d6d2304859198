/** A filled-in form: what goes to the ledger, what to the vault, and whether the channel can work with it. */
import type { z } from 'zod';
import type { Secrets, Settings } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { ChannelModule } from '../channels/contract/channel';

const SECRET_QUERY = /^(access_?token|token|password|passwd|pwd|secret|api_?key|key)$/i;

/**
 * Keeps the fields of the form only. A secret among the settings, or inside an address, is refused: settings are
 * written to the ledger. Throws `account.badSetting {field, why?}`.
 */
export const cleanSettings = (module: ChannelModule, settings: Settings): Settings => {
  const open = new Set(module.fields.filter((field) => !field.secret).map((field) => field.key));
  const kept: [string, string | number | boolean][] = [];
  for (const [key, value] of Object.entries(settings)) {
    if (module.fields.some((field) => field.key === key && field.secret)) throw new AppError('account.badSetting', { field: key, why: 'secret' });
    if (!open.has(key)) continue;
    if (typeof value === 'string' && hasSecret(value)) throw new AppError('account.badSetting', { field: key, why: 'secretInAddress' });
    kept.push([key, value]);
  }
  return Object.fromEntries(kept);
};

/** Secrets the form knows. An empty one counts as left out: the stored value stays. */
export const cleanSecrets = (module: ChannelModule, secrets: Secrets): Secrets => {
  const known = new Set(module.fields.filter((field) => field.secret).map((field) => field.key));
  return Object.fromEntries(Object.entries(secrets).filter(([key, value]) => known.has(key) && value !== ''));
};

/** Throws `account.badSetting {field}` when the channel cannot work with these. */
export const checkSettings = (module: ChannelModule, settings: Settings, secrets: Secrets): void => {
  const parsed = module.config.safeParse({ ...settings, ...secrets });
  if (!parsed.success) throw new AppError('account.badSetting', { field: fieldOf(parsed.error.issues) ?? module.fields[0]?.key ?? '' });
};

/** First field named; for a choice of shapes, the one the input came nearest to. */
const fieldOf = (issues: readonly z.core.$ZodIssue[]): string | undefined => {
  for (const issue of issues) {
    if (issue.path.length > 0) return String(issue.path[0]);
    if (issue.code !== 'invalid_union') continue;
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0];
    const field = nearest && fieldOf(nearest);
    if (field !== undefined) return field;
  }
  return undefined;
};

/** People leave the scheme out: `127.0.0.1:3001?access_token=…` is an address too. */
const hasSecret = (value: string): boolean => [value, `ws://${value}`].some((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.password !== '' || [...url.searchParams.keys()].some((key) => SECRET_QUERY.test(key));
});
