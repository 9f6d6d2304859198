/** What the desk asks of this account: replies, proof of replies, corrections, read marks, typing. */
import { randomUUID } from 'node:crypto';
import { xml, type Element } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';
import type { ChatId, ClientId, RemoteMessageId } from '#shared/domain/ids';
import type { MediaPart, Parts } from '#shared/domain/message';
import type { Channel, ChannelContext, OutgoingMessage, SendOutcome } from '../contract/channel';
import { messageIn, placeOf, type Archive } from './archive';
import { encodeChatState, encodeCorrection, encodeDisplayed, encodePiece, planOf, type Piece } from './encode';
import { bareOf, ownMessageId, pieceId, resourceOf, wireIdOf } from './ids';
import { NS } from './namespaces';
import { wireIdsIn } from './references';
import type { Sends } from './sends';
import type { Session } from './session';
import { findUploadService, uploadFile, type UploadService } from './upload';
import { child } from './wire';

/** How far our clock and the server's may be apart when the server does not tell its time. */
const BLIND_MARGIN_MS = 24 * 3_600_000;
const MARGIN_MS = 10 * 60_000;
const MAX_PAGES = 40;

export type OutboundParts = {
  readonly context: ChannelContext;
  readonly sends: Sends;
  readonly self: string;
  readonly domain: string;
  readonly resource: string;
  readonly session: () => Session | undefined;
  readonly archive: () => Archive | undefined;
  /** Server time minus ours, ms; undefined when it did not tell. */
  readonly clockOffset: () => number | undefined;
  readonly sent: (chat: ChatId, wireId: string, id: RemoteMessageId) => void;
};

type Confirmation = Awaited<ReturnType<NonNullable<Channel['confirm']>>>;

export class Outbound {
  readonly #parts: OutboundParts;
  #service: { readonly session: Session; readonly found: UploadService | undefined } | undefined;

  constructor(parts: OutboundParts) { this.#parts = parts; }

  /** Files first, words and addresses last: a reply that cannot be whole is not begun. */
  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const session = this.#parts.session();
    if (!session?.isUp()) return { kind: 'notSent' };
    const plan = planOf(message.parts);
    if (plan.words === '' && plan.media.length === 0) return { kind: 'failed', code: 'xmpp.nothingToSend', retryable: false };
    const pieces: Piece[] = plan.words === '' ? [] : [{ kind: 'words', text: plan.words, ...(plan.answers ? { answers: plan.answers } : {}) }];
    try {
      for (const part of plan.media) pieces.push({ kind: 'file', url: await this.#upload(session, part) });
    } catch (error) {
      if (!session.isUp()) return { kind: 'notSent' };
      const known = error instanceof AppError ? error : new AppError('xmpp.uploadFailed', { status: 0 }, { cause: error });
      this.#parts.context.log.warn('upload failed', { code: known.code });
      return { kind: 'failed', code: known.code, data: known.data, retryable: known.code !== 'xmpp.fileTooLarge' };
    }
    return this.#deliver(session, message, pieces);
  }

  async #deliver(session: Session, message: OutgoingMessage, pieces: readonly Piece[]): Promise<SendOutcome> {
    if (!session.isUp() || session !== this.#parts.session()) return { kind: 'notSent' };
    const ids = pieces.map((_, index) => pieceId(message.client, index, pieces.length));
    const stanzas = pieces.map((piece, index) => encodePiece(message.chat.id, message.client, piece, index, pieces.length));
    for (const id of ids) this.#parts.sent(message.chat.id, id, ownMessageId(message.client));
    const outcome = this.#parts.sends.watch(message.client, ids);
    const isRefused = await this.#write(session, stanzas);
    if (isRefused) this.#parts.sends.unwatch(message.client);
    else if (!session.isManaged()) this.#proveByPing(session, ids);
    return outcome;
  }

  /** True when not one byte can have left. A later failure leaves it to the link to say what is known. */
  async #write(session: Session, stanzas: readonly Element[]): Promise<boolean> {
    for (const [index, stanza] of stanzas.entries()) {
      try { await session.send(stanza); } catch (error) {
        if (index === 0 && error instanceof AppError && error.code === 'xmpp.notConnected') return true;
        session.drop(error);
        return false;
      }
    }
    return false;
  }

  /** Without acknowledgements: a server works a stream in order, so an answer to a later ping covers what came before. */
  #proveByPing(session: Session, ids: readonly string[]): void {
    const taken = (): void => { for (const id of ids) this.#parts.sends.taken(id); };
    session.request(xml('iq', { type: 'get', to: this.#parts.domain }, xml('ping', { xmlns: NS.ping }))).then(taken, (error: unknown) => {
      if (typeof error === 'object' && error !== null && 'condition' in error) taken();
    });
  }

  async #upload(session: Session, part: MediaPart): Promise<string> {
    if (!part.media.blob) throw new AppError('media.notStored', { name: part.media.name });
    if (this.#service?.session !== session) this.#service = { session, found: await findUploadService(session, this.#parts.domain) };
    if (!this.#service.found) throw new AppError('xmpp.noUpload');
    const bytes = await this.#parts.context.readBlob(part.media.blob);
    return uploadFile(session, this.#service.found, { bytes, name: part.media.name || 'file', mime: part.media.mime || 'application/octet-stream' });
  }

  /** Proof of an attempt whose answer was lost: what the stream's own count said, else the archive. */
  async confirm(message: OutgoingMessage, attemptedAt: number): Promise<Confirmation> {
    const verdict = this.#parts.sends.verdictOf(message.client);
    if (verdict === 'sent') return { kind: 'sent', id: ownMessageId(message.client), at: this.#parts.context.clock.now() };
    if (verdict === 'notSent') return { kind: 'notSent' };
    const session = this.#parts.session();
    const archive = this.#parts.archive();
    if (!session?.isUp() || !archive) return { kind: 'unknown' };
    try { return await this.#searchArchive(session, archive, message, attemptedAt); } catch (error) {
      this.#parts.context.log.warn('confirm failed', { code: error instanceof AppError ? error.code : 'xmpp.archiveFailed' });
      return { kind: 'unknown' };
    }
  }

  async #searchArchive(session: Session, archive: Archive, message: OutgoingMessage, attemptedAt: number): Promise<Confirmation> {
    const plan = planOf(message.parts);
    const count = (plan.words === '' ? 0 : 1) + plan.media.length;
    const missing = new Set(Array.from({ length: count }, (_, index) => pieceId(message.client, index, count)));
    const offset = this.#parts.clockOffset();
    const start = attemptedAt + (offset ?? 0) - (offset === undefined ? BLIND_MARGIN_MS : MARGIN_MS);
    let after: string | undefined;
    for (let turn = 0; turn < MAX_PAGES; turn += 1) {
      const page = await archive.page({ with: bareOf(message.chat.id), start, ...(after === undefined ? {} : { after }) });
      for (const item of page.items) {
        if (bareOf(messageIn(item)?.attrs['from'] ?? '') !== this.#parts.self) continue;
        for (const id of wireIdsIn(item)) missing.delete(id);
        if (missing.size === 0) return { kind: 'sent', id: ownMessageId(message.client), at: placeOf(item)?.at ?? attemptedAt };
      }
      if (page.isComplete || page.last === undefined) return this.#absent(session, missing.size === count);
      after = page.last;
    }
    return { kind: 'unknown' };
  }

  /** Absence proves something only when everything is archived and no older stream of this desk can still deliver. */
  async #absent(session: Session, isWhole: boolean): Promise<Confirmation> {
    if (!isWhole || resourceOf(session.boundJid()) !== this.#parts.resource) return { kind: 'unknown' };
    const answer = await session.request(xml('iq', { type: 'get' }, xml('prefs', { xmlns: NS.archive })));
    const prefs = child(answer, 'prefs', NS.archive);
    return prefs?.attrs['default'] === 'always' && (child(prefs, 'never')?.children.length ?? 0) === 0 ? { kind: 'notSent' } : { kind: 'unknown' };
  }

  /** Rejects with `xmpp.notConnected`, `xmpp.cannotEdit`, or the refusal. */
  async edit(chat: ChatId, id: RemoteMessageId, parts: Parts): Promise<void> {
    const session = this.#parts.session();
    if (!session?.isUp()) throw new AppError('xmpp.notConnected');
    const target = wireIdOf(id);
    if (!target || planOf(parts).words === '') throw new AppError('xmpp.cannotEdit');
    const correction = randomUUID() as unknown as ClientId; // stands in for a client id: only to be watched under
    const outcome = this.#parts.sends.watch(correction, [correction]);
    await session.send(encodeCorrection(chat, correction, target, parts));
    if (!session.isManaged()) this.#proveByPing(session, [correction]);
    const { kind, ...rest } = await outcome;
    if (kind !== 'accepted') throw new AppError('code' in rest ? rest.code : 'xmpp.notConnected');
  }

  /** Best effort: a mark that does not arrive harms nobody. */
  markRead(chat: ChatId, id: RemoteMessageId): void {
    const wireId = wireIdOf(id);
    if (wireId) this.#whisper(encodeDisplayed(chat, wireId, randomUUID()));
  }

  typing(chat: ChatId, isActive: boolean): void { this.#whisper(encodeChatState(chat, isActive)); }

  #whisper(stanza: Element): void {
    const session = this.#parts.session();
    if (session?.isUp()) session.send(stanza).catch(() => this.#parts.context.log.info('signal not sent, link down'));
  }
}
