/** Settings of one OneBot account: the form as data, and the schema that reads it. */
import { z } from 'zod';
import type { Secrets, Settings } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { FormField } from '#shared/ipc/channelForm';
import { isLoopbackHost } from '../kit/address';

const forward = { key: 'mode', is: ['forward'] } as const;
const reverse = { key: 'mode', is: ['reverse'] } as const;

export const fields: readonly FormField[] = [
  { key: 'mode', type: 'select', required: true, initial: 'forward', options: ['forward', 'reverse'] },
  { key: 'url', type: 'url', required: true, placeholder: 'ws://127.0.0.1:3001', when: forward },
  { key: 'host', type: 'text', required: false, initial: '127.0.0.1', when: reverse },
  { key: 'port', type: 'number', required: true, initial: 8082, min: 1, max: 65_535, when: reverse },
  { key: 'path', type: 'text', required: false, initial: '/', when: reverse },
  { key: 'token', type: 'password', required: false, secret: true },
  { key: 'messageFormat', type: 'select', required: false, initial: 'auto', options: ['auto', 'array', 'string'] },
  { key: 'perMinute', type: 'number', required: false, initial: 60, min: 1, max: 6_000 },
];

const withoutTail = (url: string): string => {
  const parsed = new URL(url);
  // `/api` pushes no events and `/event` need not take actions: the address above them does both.
  parsed.pathname = parsed.pathname.replace(/\/(api|event)\/?$/, '/');
  return parsed.href;
};

const url = z.string().trim()
  .transform((text) => (/^https?:\/\//i.test(text) ? text.replace(/^http/i, 'ws') : /^wss?:\/\//i.test(text) ? text : `ws://${text}`))
  .refine((text) => URL.canParse(text) && new URL(text).hostname !== '' && !new URL(text).hash)
  .transform(withoutTail);

const blank = z.literal('').transform(() => undefined);
const common = {
  token: z.string().trim().default(''),
  messageFormat: z.enum(['auto', 'array', 'string']).default('auto'),
  perMinute: z.coerce.number().min(1).max(6_000).default(60),
};

const forwardSchema = z.object({ mode: z.literal('forward').default('forward'), url, ...common });
const reverseSchema = z.object({
  mode: z.literal('reverse'),
  host: z.union([blank, z.string().trim().regex(/^[\w.:-]+$/)]).optional().transform((host) => host ?? '127.0.0.1'),
  port: z.coerce.number().int().min(1).max(65_535),
  path: z.union([blank, z.string().trim().regex(/^[\w/.~-]*$/)]).optional().transform((path) => `/${(path ?? '').replace(/^\/+|\/+$/g, '')}`),
  ...common,
}).refine((value) => value.token !== '' || isLoopbackHost(value.host), { path: ['token'], error: 'required beyond loopback' });

/** Secrets merged in by key. */
export const configSchema = z.union([reverseSchema, forwardSchema]);
export type OnebotConfig = z.infer<typeof configSchema>;
export type ForwardConfig = z.infer<typeof forwardSchema>;
export type ReverseConfig = z.infer<typeof reverseSchema>;

/** Throws `AppError('account.badSetting', {field})`. */
export const parseConfig = (settings: Settings, secrets: Secrets): OnebotConfig => {
  const merged = { ...settings, ...secrets };
  const parsed = (merged.mode === 'reverse' ? reverseSchema : forwardSchema).safeParse(merged);
  if (parsed.success) return parsed.data;
  throw new AppError('account.badSetting', { field: String(parsed.error.issues[0]?.path[0] ?? 'mode') });
};
