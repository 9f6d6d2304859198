import type { FlagSpan } from '#shared/domain/flag';
import { textOf } from '#shared/domain/message';
import type { CompiledFlags } from '#shared/rules/flags/compileFlags';
import { matterOf } from '#shared/rules/rulePack';
import type { ConversationId } from '#shared/domain/ids';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';

/** A message one of the two versions of the rules found and the other did not, or both did. */
export type TrialSample = { readonly conversation: ConversationId; readonly title: string; readonly at: number; readonly text: string; readonly spans: readonly FlagSpan[]; readonly is: 'new' | 'gone' | 'kept' };
/** Messages a rule found before and would find now. */
export type TrialRule = { readonly id: string; readonly before: number; readonly now: number; readonly samples: readonly TrialSample[] };
export type TrialResult = { readonly messages: number; readonly rules: readonly TrialRule[] };

const SAMPLES = { new: 5, gone: 3, kept: 2 } as const;
const TEXT_MOST = 400;

type Count = { before: number; now: number; readonly samples: TrialSample[] };

export type Trial = {
  readonly before: CompiledFlags;
  readonly now: CompiledFlags;
  /** Messages placed then or later, ms. */
  readonly from: number;
  readonly onProgress: (done: number, total: number) => void;
};

/** The words around the first hit: a sample is read at a glance. */
const cut = (text: string, spans: readonly FlagSpan[]): { readonly text: string; readonly spans: readonly FlagSpan[] } => {
  if (text.length <= TEXT_MOST) return { text, spans };
  const start = Math.max(0, (spans[0]?.from ?? 0) - TEXT_MOST / 4);
  return { text: text.slice(start, start + TEXT_MOST), spans: spans.map(({ from, to }) => ({ from: from - start, to: to - start })).filter(({ to }) => to <= TEXT_MOST) };
};

class Tally {
  readonly #counts = new Map<string, Count>();
  messages = 0;

  add(trial: Trial, conversation: ConversationRow, line: TimelineRow, text: string, side: 'ours' | 'customer'): void {
    this.messages += 1;
    const before = new Map(trial.before.find(text, side).map((found) => [found.rule.id, found.spans]));
    const now = new Map(trial.now.find(text, side).map((found) => [found.rule.id, found.spans]));
    for (const id of new Set([...before.keys(), ...now.keys()])) this.#note(id, conversation, line, text, before.get(id), now.get(id));
  }

  rules(): readonly TrialRule[] {
    return [...this.#counts].map(([id, { before, now, samples }]) => ({ id, before, now, samples }));
  }

  #note(id: string, conversation: ConversationRow, line: TimelineRow, text: string, before: readonly FlagSpan[] | undefined, now: readonly FlagSpan[] | undefined): void {
    const count = this.#counts.get(id) ?? { before: 0, now: 0, samples: [] };
    this.#counts.set(id, count);
    if (before !== undefined) count.before += 1;
    if (now !== undefined) count.now += 1;
    const is = before === undefined ? 'new' : now === undefined ? 'gone' : 'kept';
    if (count.samples.filter((sample) => sample.is === is).length >= SAMPLES[is]) return;
    count.samples.push({ conversation: conversation.id, title: conversation.title, at: line.at, is, ...cut(text, now ?? before ?? []) });
  }
}

/** The side whose rules a line is judged by; undefined for what is no message or said in a group of colleagues. */
const sideOf = (conversation: ConversationRow, line: TimelineRow): 'ours' | 'customer' | undefined => {
  if (line.kind !== 'message' || line.parts === undefined) return undefined;
  if (line.direction === 'out') return line.delivery === 'withdrawn' ? undefined : 'ours';
  return matterOf(conversation) === 'customer' ? 'customer' : undefined;
};

/** Judges every message since then by both versions of the rules. */
export const tryFlags = async (db: ArchiveDb, trial: Trial): Promise<TrialResult> => {
  const conversations = (await db.conversations.toArray()).filter(({ lastAt }) => lastAt >= trial.from);
  const tally = new Tally();
  for (const [done, conversation] of conversations.entries()) {
    trial.onProgress(done, conversations.length);
    for (const line of await lineRange(db, conversation.id, trial.from).toArray()) {
      const side = sideOf(conversation, line);
      const text = side === undefined ? '' : textOf(line.parts ?? []);
      if (side !== undefined && text !== '') tally.add(trial, conversation, line, text, side);
    }
  }
  return { messages: tally.messages, rules: tally.rules() };
};
