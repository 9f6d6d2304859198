/** What may call for attention, and how a person wants to be called. Kept per person, decided in main (`rules/alertPlan`). */
import { z } from 'zod';
import type { AccountId, ConversationId } from './ids';

/**
 * `message`: a customer wrote. `warning`: their wait came near its target. `overdue`: it passed it. `mention`: a
 * colleague named this person or hands over. `failed`: a reply was not accepted. `disconnected`: an account went off.
 * `followUp`: the time of a planned follow-up has come.
 */
export const alertKinds = ['message', 'warning', 'overdue', 'mention', 'failed', 'disconnected', 'followUp'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Own short sounds (`resources/sounds/<name>.wav`). */
export const soundNames = ['drop', 'knock', 'bell', 'chime', 'fall', 'alarm'] as const;
export type SoundName = (typeof soundNames)[number];

/** One call for attention. `text` are a customer's words: shown only where the person chose so, never logged. */
export type Alert = {
  readonly kind: AlertKind;
  /** Left out for what is about no account: a company notice, a complaint, leave; `matter` names it then. */
  readonly account?: AccountId;
  readonly accountName?: string;
  readonly matter?: string;
  readonly conversation?: ConversationId;
  /** Name of the customer. */
  readonly title?: string;
  readonly text?: string;
  /** Only for these people; left out = whoever sits here. */
  readonly persons?: readonly string[];
  /** Not for these people: agents who may not use the account. */
  readonly hiddenFrom?: readonly string[];
};

const soundChoice = z.enum([...soundNames, 'none']);
export type SoundChoice = z.infer<typeof soundChoice>;
const minuteOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const alertSettingsSchema = z.object({
  /** Messages of the operating system. */
  notify: z.boolean(),
  /** With the customer's words; without, only who and what. */
  content: z.boolean(),
  /** Taskbar flashes when a customer waits too long. */
  flash: z.boolean(),
  /** 0 … 1. */
  volume: z.number().min(0).max(1),
  sounds: z.object({ message: soundChoice, warning: soundChoice, overdue: soundChoice, mention: soundChoice, failed: soundChoice, disconnected: soundChoice, followUp: soundChoice.default('chime') }),
  /** Another sound for a customer's message on this account; `none` keeps the account silent altogether. */
  accounts: z.record(z.string(), soundChoice),
  /** Seconds between repeats of what nobody handled; 0 = once. */
  repeatSeconds: z.number().int().min(0).max(600),
  repeats: z.array(z.enum(alertKinds)),
  /** Local time of day. `overdue`: what is overdue calls all the same. */
  quiet: z.object({ on: z.boolean(), from: minuteOfDay, to: minuteOfDay, overdue: z.boolean() }),
  /** Nothing calls. Channels and clocks go on. */
  doNotDisturb: z.boolean(),
});
export type AlertSettings = Readonly<z.infer<typeof alertSettingsSchema>>;

export const defaultAlerts: AlertSettings = {
  notify: true, content: false, flash: true, volume: 0.6,
  sounds: { message: 'drop', warning: 'knock', overdue: 'bell', mention: 'chime', failed: 'fall', disconnected: 'alarm', followUp: 'chime' },
  accounts: {}, repeatSeconds: 30, repeats: ['overdue'],
  quiet: { on: false, from: '22:00', to: '08:00', overdue: true },
  doNotDisturb: false,
};
