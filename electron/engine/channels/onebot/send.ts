/** Sends one reply. Ends in accepted, failed, notSent or uncertain; never sends twice by itself. */
import { AppError } from '#shared/domain/errors';
import type { BlobId, RemoteMessageId } from '#shared/domain/ids';
import type { ChannelContext, OutgoingMessage, SendOutcome } from '../contract/channel';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import type { RequestResult } from '../kit/requestTable';
import type { TokenBucket } from '../kit/tokenBucket';
import type { Api } from './api';
import { base64File, filledSegments, planSteps, sendAction, uploadAction, type Action, type Step } from './encode';
import { fingerprintOf } from './fingerprint';
import { knownId, messageIdOf } from './ids';
import type { OwnMessages } from './own';
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

type StepOutcome = SendOutcome;

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

export type Sender = { readonly send: (message: OutgoingMessage) => Promise<SendOutcome> };

export const createSender = ({ context, api, bucket, own, format, accept, onTokenRefused }: SenderOptions): Sender => {
  const { clock, log } = context;
  /** Steps of a reply that went through before a later one failed: a retry goes on after them. */
  const progress = new Map<string, { readonly done: number; readonly id: RemoteMessageId | undefined }>();

  const actionOf = (step: Step, message: OutgoingMessage, blobs: ReadonlyMap<BlobId, Uint8Array>): Action | undefined => {
    const fileOf = (blob: BlobId): string => base64File(blobs.get(blob) ?? new Uint8Array());
    if (step.kind === 'file') return uploadAction(message.chat.id, step.name, fileOf(step.blob));
    return sendAction(message.chat.id, filledSegments(step.segments, fileOf), format);
  };

  const onLate = (message: OutgoingMessage) => (reply: ReplyFrame): void => {
    const at = clock.now();
    const id = idOfReply(reply);
    log.info('late answer to a send', { client: message.client, retcode: reply.retcode });
    if (isOk(reply)) {
      if (id) own.claim(message.client, message.chat.id, id);
      own.forget(message.client);
      void accept([{ kind: 'sendResult', client: message.client, outcome: 'accepted', id, at }]);
      return;
    }
    const verdict = verdictOfFailure(reply);
    if (verdict.kind === 'failed') void accept([{ kind: 'sendResult', client: message.client, outcome: 'failed', code: verdict.code, at }]);
  };

  const byEcho = (event: MessageEvent): SendOutcome => ({ kind: 'accepted', id: event.id, at: event.at, proof: 'echo' });

  const runStep = async (step: Step, action: Action, message: OutgoingMessage, bytes: number): Promise<StepOutcome> => {
    const attempt = own.begin(message.client, message.chat.id, fingerprintOfStep(step));
    const answered = api.call(action.action, action.params, { timeoutMs: BASE_TIMEOUT_MS + Math.ceil(bytes / BYTES_PER_MS), onLate: onLate(message) });
    const first = await Promise.race([answered, attempt.echoed.then(() => 'echo' as const)]);
    const result: RequestResult<ReplyFrame> = first === 'echo' ? { kind: 'timedOut' } : first;
    const uncertain = (code: string): SendOutcome => {
      const echo = attempt.lost();
      return echo ? byEcho(echo) : { kind: 'uncertain', code };
    };
    if (result.kind === 'notSent') {
      attempt.refused();
      return { kind: 'notSent' };
    }
    if (result.kind === 'cut') return uncertain('onebot.linkCut');
    if (result.kind === 'timedOut') return uncertain('onebot.noAnswer');
    const { reply } = result;
    if (isOk(reply)) {
      const id = idOfReply(reply);
      if (id) attempt.named(id);
      return { kind: 'accepted', id: id ?? attempt.accepted(), at: clock.now(), proof: 'response' };
    }
    if (reply.status?.toLowerCase() === 'async') return uncertain('onebot.noAnswer');
    if (reply.retcode === 1403 || reply.retcode === 1401) onTokenRefused();
    const verdict = verdictOfFailure(reply);
    if (verdict.kind === 'uncertain') return uncertain(verdict.code);
    attempt.refused();
    return verdict;
  };

  const runSteps = async (steps: readonly Step[], message: OutgoingMessage, blobs: ReadonlyMap<BlobId, Uint8Array>): Promise<SendOutcome> => {
    const before = progress.get(message.client);
    let firstId = before?.id;
    let last: SendOutcome = { kind: 'notSent' };
    for (let index = before?.done ?? 0; index < steps.length; index += 1) {
      const step = steps[index];
      const action = step && actionOf(step, message, blobs);
      if (!step || !action) return { kind: 'failed', code: 'onebot.badChat', data: { chat: message.chat.id }, retryable: false };
      if (!(await bucket.take())) return { kind: 'notSent' };
      const bytes = JSON.stringify(action.params).length;
      last = await runStep(step, action, message, bytes);
      if (last.kind !== 'accepted') return last;
      firstId ??= last.id;
      progress.set(message.client, { done: index + 1, id: firstId });
    }
    progress.delete(message.client);
    return last.kind === 'accepted' ? { ...last, id: firstId } : last;
  };

  return {
    send: async (message) => {
      const plan = planSteps(message.parts);
      if (!plan.ok) return { kind: 'failed', code: plan.code, data: plan.data, retryable: false };
      let blobs: ReadonlyMap<BlobId, Uint8Array>;
      try {
        blobs = await readBlobs(plan.steps, context);
      } catch (error) {
        return { kind: 'failed', code: error instanceof AppError ? error.code : 'media.unreadable', retryable: true };
      }
      const size = [...blobs.values()].reduce((sum, bytes) => sum + bytes.length, 0);
      if (size > MAX_SENT_BYTES) return { kind: 'failed', code: 'onebot.fileTooLarge', data: { limit: MAX_SENT_BYTES }, retryable: false };
      return runSteps(plan.steps, message, blobs);
    },
  };
};
