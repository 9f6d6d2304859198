import type { ChannelKind, Secrets, Settings } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { AccountId } from '#shared/domain/ids';
import type { ChannelForm } from '#shared/ipc/channelForm';
import type { ChannelContext, ChannelModule, Clock, Logger } from '../channels/contract/channel';
import { abilitiesOf } from '../channels/contract/channel';
import type { ChannelSource } from '../channels/registry';
import { errorFacts } from '../platform/errorFacts';

export type Modules = {
  /** `channel.unknown {kind}` for one this build does not carry, `channel.unavailable {kind}` when it cannot load. */
  readonly get: (kind: ChannelKind) => Promise<ChannelModule>;
  /** Every kind's form; one that cannot load is left out and logged. */
  readonly forms: () => Promise<readonly ChannelForm[]>;
  /** Kinds known to be demonstrations so far. */
  readonly isDemonstration: (kind: ChannelKind) => boolean;
};

export const createModules = (sources: readonly ChannelSource[], clock: Clock, log: Logger): Modules => {
  const loading = new Map<ChannelKind, Promise<ChannelModule>>();
  const demonstrations = new Set<ChannelKind>(['demo']);
  const abilities = new Map<ChannelKind, Promise<readonly string[]>>();

  const load = async (source: ChannelSource): Promise<ChannelModule> => {
    try {
      const module = await source.load();
      if (module.demonstration) demonstrations.add(module.kind);
      return module;
    } catch (error) {
      loading.delete(source.kind);
      log.error('channel does not load', { kind: source.kind, ...errorFacts(error) });
      throw new AppError('channel.unavailable', { kind: source.kind }, { cause: error });
    }
  };
  const get = async (kind: ChannelKind): Promise<ChannelModule> => {
    const source = sources.find((each) => each.kind === kind);
    if (!source) throw new AppError('channel.unknown', { kind });
    const module = loading.get(kind) ?? load(source);
    loading.set(kind, module);
    return module;
  };
  const form = async (kind: ChannelKind): Promise<readonly ChannelForm[]> => {
    try {
      const module = await get(kind);
      const known = abilities.get(kind) ?? abilitiesOfKind(module, clock, log);
      abilities.set(kind, known);
      const { glyph, demonstration, fields } = module;
      return [{ kind, glyph, demonstration, fields, abilities: await known }];
    } catch {
      return []; // load has logged why
    }
  };
  return {
    get,
    forms: async () => (await Promise.all(sources.map((source) => form(source.kind)))).flat(),
    isDemonstration: (kind) => demonstrations.has(kind),
  };
};

/** Plausible values: initial ones, else the placeholder of what must be filled in. */
const sampleOf = (module: ChannelModule, isSecret: boolean): Settings =>
  Object.fromEntries(module.fields.flatMap((field) => {
    const value = field.initial ?? (field.required ? (field.placeholder ?? (isSecret ? 'x' : undefined)) : undefined);
    return Boolean(field.secret) === isSecret && value !== undefined ? [[field.key, value] as const] : [];
  }));

/** Read off a channel that is opened with sample values, never connected, and closed again. */
const abilitiesOfKind = async (module: ChannelModule, clock: Clock, log: Logger): Promise<readonly string[]> => {
  const refuse = (): Promise<never> => Promise.reject(new AppError('ledger.unavailable', { why: 'dry' }));
  const context: ChannelContext = {
    account: 'dry' as AccountId, settings: sampleOf(module, false), secrets: sampleOf(module, true) as Secrets, // samples of secrets are strings; never stored, never connected
    emit: refuse, store: refuse, readBlob: refuse, status: () => undefined,
    cursor: () => undefined, cursors: () => new Map(), clock, log,
  };
  try {
    const channel = module.open(context);
    const names = abilitiesOf(channel);
    await channel.close();
    return names;
  } catch (error) {
    log.warn('abilities of a channel not known', { kind: module.kind, ...errorFacts(error) });
    return [];
  }
};
