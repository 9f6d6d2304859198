/**
 * The steps of an approved erasure. Each is durable before the next begins and does no harm when done again:
 * 1 tombstones and redactions in one commit, in a segment of their own · 2 signed · 3 the backup folder told · 4 bodies off
 * the disk · 5 attachments · 6 drafts · 7 the fold anew · 8 `erasure.finished`, after which every archive is made anew.
 */
import type { ConversationId } from '#shared/domain/ids';
import { AppError } from '#shared/domain/errors';
import { noCount, type ErasureCount } from '#shared/domain/retention';
import type { Draft } from '#shared/ledger/entry';
import type { ErasureRequest } from '#shared/rules/retention/matters';
import type { Ledger } from '../ledger/contract';
import type { Recorder } from '../state/recorder';
import { planErasures } from './erasurePlan';
import { heldConversations } from './holds';

export type ErasureParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly now: () => number;
  /** Takes what people had begun to write there. */
  readonly dropDrafts: (conversations: readonly ConversationId[]) => Promise<void>;
  /** Names every erasure to the folder of copies; false while that is out of reach, undefined where there is none. Never rejects. */
  readonly tellCopies: () => Promise<boolean | undefined>;
  /** Archives are made anew from here on. */
  readonly onErased: (request: string) => void;
};

const system = { kind: 'system' } as const;
/** Ranges of one tombstone; more make several. */
const RANGES = 20_000;
const BLOBS = 5_000;

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

const conversationsOf = ({ subject }: ErasureRequest): readonly ConversationId[] => (subject.kind === 'customer' ? subject.conversations : []);

const writeTombstones = async ({ recorder, ledger, now }: ErasureParts, { request, subject, reason, clause }: ErasureRequest): Promise<ErasureCount> => {
  const spared = new Set<ConversationId>();
  const isHeld = heldConversations(recorder.state, now());
  const [plan] = await planErasures(ledger, [subject], (conversation) => {
    const held = isHeld(conversation);
    if (held) spared.add(conversation);
    return held;
  });
  if (!plan || plan.count.entries + plan.count.files === 0) return noCount;
  const ranges = chunks(plan.ranges, RANGES);
  const blobs = chunks(plan.blobs, BLOBS);
  const drafts: Draft[] = [
    ...plan.redactions.map(({ of, data }): Draft => ({ type: 'record.redacted', actor: system, data: { request, of, data } })),
    ...Array.from({ length: Math.max(ranges.length, blobs.length) }, (_, at): Draft => ({ type: 'record.erased', actor: system, data: { request, ranges: ranges[at] ?? [], blobs: blobs[at] ?? [], reason, clause, ...(at === 0 && subject.kind === 'retention' && { spared: [...spared] }) } })),
  ];
  ledger.erasure?.begin();
  await recorder.record(drafts);
  return plan.count;
};

/** Rejects with what stood in the way; the next call, or the next start, goes on. */
export const runErasure = async (parts: ErasureParts, request: ErasureRequest): Promise<void> => {
  const { recorder, ledger } = parts;
  if (!ledger.erasure) throw new AppError('erasure.unavailable');
  const { retention } = recorder.state;
  const isResumed = retention.tombstonesOf(request.request).length > 0;
  const count = isResumed ? request.count : await writeTombstones(parts, request);
  const tombstones = recorder.state.retention.tombstonesOf(request.request);
  let listed: boolean | undefined;
  if (tombstones.length > 0) {
    await ledger.checkpoint();
    listed = await parts.tellCopies();
    const conversations = conversationsOf(request);
    const marks = conversations.map((id) => Buffer.from(`"conversation":${JSON.stringify(id)}`, 'utf8'));
    await ledger.erasure.bodies(tombstones.flatMap(({ ranges }) => ranges), marks);
    for (const { blobs } of tombstones) for (const blob of blobs) await ledger.blobs.remove?.(blob);
    await parts.dropDrafts(conversations);
    await recorder.refold();
  }
  await recorder.record([{ type: 'erasure.finished', actor: system, data: { request: request.request, count, ...(listed !== undefined && { listed }) } }]);
  await ledger.checkpoint();
  parts.onErased(request.request);
};
