/** Sends one reply. Ends in accepted, failed, notSent or uncertain; never sends twice by itself. */
import { AppError } from '#shared/domain/errors';
import type { BlobId, RemoteMessageId } from '#shared/domain/ids';
import type { ChannelContext, OutgoingMessage, SendOutcome } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import type { RequestResult } from '../kit/requestTable';
import type { TokenBucket } from '../kit/tokenBucket';
import type { Api } from './api';
import { base64File, filledSegments, planSteps, sendAction, uploadAction, type Action, type Step } from './encode';
import { fingerprintOf } from './fingerprint';
import { knownId, messageIdOf } from './ids';
import type { Attempt, OwnMessages } from './own';
import { verdictOfFailure } from './retcodes';
import { decodeSegments } from './segments';
import { dictOfUnknown, isOk, type ReplyFrame } from './wire';

export type SenderOptions = {
  readonly context: ChannelContext;
  readonly api: Api;
  readonly bucket: TokenBucket;
  readonly own: OwnMessages;
  readonly format: 'array' | 'string';
  readonly accept: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly onTokenRefused: () => void;
};

const BASE_TIMEOUT_MS = 30_000;
/** NapCat grants 10 s and one more per 256 KB before it gives up; we wait longer than it does. */
const BYTES_PER_MS = 100;
const MAX_SENT_BYTES = 30 * 1024 * 1024;

const idOfReply = (reply: ReplyFrame): RemoteMessageId | undefined => {
  const id = knownId(dictOfUnknown(reply.data)?.message_id);
  return id ? messageIdOf(id) : undefined;
};

const readBlobs = async (steps: readonly Step[], context: ChannelContext): Promise<ReadonlyMap<BlobId, Uint8Array>> => {
  const blobs = new Map<BlobId, Uint8Array>();
  for (const step of steps) {
    const names = step.kind === 'file' ? [step.blob] : step.segments.flatMap((segment) => segment.blob ?? []);
    for (const blob of names) if (!blobs.has(blob)) blobs.set(blob, await context.readBlob(blob));
  }
  return blobs;
};

/** What our own echo of this step will say, read by the same decoder that will read the echo. */
const fingerprintOfStep = (step: Step): string =>
  step.kind === 'file' ? fingerprintOf([{ kind: 'file', media: { name: step.name, mime: '', state: 'remote' } }]) : fingerprintOf(decodeSegments(step.segments));

/** No answer: an echo that came is proof, else the outcome is unknown. */
const unproven = (attempt: Attempt, code: string): SendOutcome => {
  const echo = attempt.lost();
  return echo ? { kind: 'accepted', id: echo.id, at: echo.at, proof: 'echo' } : { kind: 'uncertain', code };
};

type Blobs = ReadonlyMap<BlobId, Uint8Array>;
type Progress = { readonly done: number; readonly id: RemoteMessageId | undefined };

export class Sender {
  readonly #parts: SenderOptions;
  /** Steps of a reply that went through before a later one failed: a retry goes on after them. */
  readonly #progress = new Map<string, Progress>();

  constructor(parts: SenderOptions) { this.#parts = parts; }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const plan = planSteps(message.parts);
    if (!plan.ok) return { kind: 'failed', code: plan.code, data: plan.data, retryable: false };
    let blobs: Blobs;
    try {
      blobs = await readBlobs(plan.steps, this.#parts.context);
    } catch (error) {
      return { kind: 'failed', code: error instanceof AppError ? error.code : 'media.unreadable', retryable: true };
    }
    const size = [...blobs.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    if (size > MAX_SENT_BYTES) return { kind: 'failed', code: 'onebot.fileTooLarge', data: { limit: MAX_SENT_BYTES }, retryable: false };
    return this.#runSteps(plan.steps, message, blobs);
  }

  async #runSteps(steps: readonly Step[], message: OutgoingMessage, blobs: Blobs): Promise<SendOutcome> {
    const before = this.#progress.get(message.client);
    let firstId = before?.id;
    let last: SendOutcome = { kind: 'notSent' };
    for (let index = before?.done ?? 0; index < steps.length; index += 1) {
      const step = steps[index];
      const action = step && this.#actionOf(step, message, blobs);
      if (!step || !action) return { kind: 'failed', code: 'onebot.badChat', data: { chat: message.chat.id }, retryable: false };
      if (!(await this.#parts.bucket.take())) return { kind: 'notSent' };
      last = await this.#runStep(step, action, message);
      if (last.kind !== 'accepted') return last;
      firstId ??= last.id;
      this.#progress.set(message.client, { done: index + 1, id: firstId });
    }
    this.#progress.delete(message.client);
    return last.kind === 'accepted' ? { ...last, id: firstId } : last;
  }

  async #runStep(step: Step, { action, params }: Action, message: OutgoingMessage): Promise<SendOutcome> {
    const { api, own } = this.#parts;
    const attempt = own.begin(message.client, message.chat.id, fingerprintOfStep(step));
    const timeoutMs = BASE_TIMEOUT_MS + Math.ceil(JSON.stringify(params).length / BYTES_PER_MS);
    const answered = api.call(action, params, { timeoutMs, onLate: (reply) => this.#onLate(message, reply) });
    const first = await Promise.race([answered, attempt.echoed.then((): RequestResult<ReplyFrame> => ({ kind: 'timedOut' }))]);
    switch (first.kind) {
      case 'notSent': attempt.refused(); return { kind: 'notSent' };
      case 'cut': return unproven(attempt, 'onebot.linkCut');
      case 'timedOut': return unproven(attempt, 'onebot.noAnswer');
      case 'answered': return this.#judge(first.reply, attempt);
    }
  }

  #judge(reply: ReplyFrame, attempt: Attempt): SendOutcome {
    if (isOk(reply)) {
      const id = idOfReply(reply);
      if (id) attempt.named(id);
      return { kind: 'accepted', id: id ?? attempt.accepted(), at: this.#parts.context.clock.now(), proof: 'response' };
    }
    if (reply.status?.toLowerCase() === 'async') return unproven(attempt, 'onebot.noAnswer');
    if (reply.retcode === 1403 || reply.retcode === 1401) this.#parts.onTokenRefused();
    const verdict = verdictOfFailure(reply);
    if (verdict.kind === 'uncertain') return unproven(attempt, verdict.code);
    attempt.refused();
    return verdict;
  }

  #onLate(message: OutgoingMessage, reply: ReplyFrame): void {
    const { context, own, accept } = this.#parts;
    const at = context.clock.now();
    context.log.info('late answer to a send', { client: message.client, retcode: reply.retcode });
    if (isOk(reply)) {
      const id = idOfReply(reply);
      if (id) own.claim(message.client, message.chat.id, id);
      own.forget(message.client);
      void accept([{ kind: 'sendResult', client: message.client, outcome: 'accepted', id, at }]);
      return;
    }
    const verdict = verdictOfFailure(reply);
    if (verdict.kind === 'failed') void accept([{ kind: 'sendResult', client: message.client, outcome: 'failed', code: verdict.code, at }]);
  }

  #actionOf(step: Step, message: OutgoingMessage, blobs: Blobs): Action | undefined {
    const fileOf = (blob: BlobId): string => base64File(blobs.get(blob) ?? new Uint8Array());
    if (step.kind === 'file') return uploadAction(message.chat.id, step.name, fileOf(step.blob));
    return sendAction(message.chat.id, filledSegments(step.segments, fileOf), this.#parts.format);
  }
}
