/** Training cards: examples from real contacts. What is private is covered here, before it is kept. */
import { AppError } from '#shared/domain/errors';
import type { ConversationId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import { maskedFields } from '#shared/rules/customerPolicy';
import { maskWithin } from '#shared/text/mask';
import type { ByPerson, QualityOptions } from './sampleDesk';

export type TrainingInput = {
  readonly training: string; readonly kind: 'good' | 'bad'; readonly title: string; readonly note: string;
  readonly conversation: ConversationId; readonly lines: readonly number[];
};

type Line = { readonly side: 'in' | 'out'; readonly text: string; readonly name?: string };

const everyKind = new Set(maskedFields);

const lineOf = (entry: Entry | undefined, conversation: ConversationId): Line | undefined => {
  if (entry?.conversation !== conversation) return undefined;
  if (entry.type === 'reply.queued') return { side: 'out', text: textOf(entry.data.parts) };
  if (entry.type !== 'message.received') return undefined;
  const { direction, parts, sender } = entry.data;
  return { side: direction, text: textOf(parts), ...(direction === 'in' && sender.name !== undefined && { name: sender.name }) };
};

/** Numbers covered by kind, the customer's names wherever they stand. */
const covered = (text: string, names: readonly string[]): string =>
  names.reduce((left, name) => left.replaceAll(name, '**'), maskWithin(text, everyKind));

export class TrainingDesk {
  readonly #options: QualityOptions;

  constructor(options: QualityOptions) { this.#options = options; }

  async save({ lines, ...card }: TrainingInput, actor: ByPerson): Promise<void> {
    const { recorder, ledger } = this.#options;
    if (recorder.state.quality.hasTraining(card.training)) return;
    const known = recorder.state.conversations.get(card.conversation);
    if (!known) throw new AppError('conversation.unknown', {});
    const seqs = [...new Set(lines)].sort((a, b) => a - b);
    const read = await Promise.all(seqs.map(async (seq) => lineOf((await ledger.read(seq - 1, 1)).entries[0], card.conversation)));
    const said = read.flatMap((line) => (line === undefined || line.text === '' ? [] : [line]));
    const [first] = seqs;
    if (said.length === 0 || first === undefined) throw new AppError('quality.noLines');
    const names = [...new Set([known.chat.title, ...said.map(({ name }) => name)])].flatMap((name) => (name !== undefined && name.trim().length > 1 ? [name.trim()] : []));
    await recorder.record([{ type: 'quality.trainingSaved', actor, data: { ...card, first, lines: said.map(({ side, text }) => ({ side, text: covered(text, names) })) } }]);
  }

  async retire(training: string, actor: ByPerson): Promise<void> {
    const { recorder } = this.#options;
    if (!recorder.state.quality.hasTraining(training)) throw new AppError('quality.unknownTraining');
    await recorder.record([{ type: 'quality.trainingRetired', actor, data: { training } }]);
  }
}
