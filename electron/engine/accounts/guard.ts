/** A channel whose calls cannot hurt: a throw becomes one report, every call settles, also after the end. */
import type { ChatRef } from '#shared/domain/chat';
import type { RemoteMessageId } from '#shared/domain/ids';
import type { Channel, ConfirmAbility, MediaAbility, OutgoingMessage, SendOutcome } from '../channels/contract/channel';

export class GuardedChannel {
  readonly #channel: Channel;
  readonly #onCrash: (error: unknown) => void;
  readonly #ended: Promise<SendOutcome>;
  #end: (outcome: SendOutcome) => void = () => undefined;

  constructor(channel: Channel, onCrash: (error: unknown) => void) {
    this.#channel = channel;
    this.#onCrash = onCrash;
    this.#ended = new Promise((resolve) => { this.#end = resolve; });
  }

  connect(): void { this.#safely(() => this.#channel.connect()); }

  /** `uncertain` when the channel threw or was closed before it answered. */
  async send(message: OutgoingMessage): Promise<SendOutcome> {
    try {
      return await Promise.race([this.#channel.send(message), this.#ended]);
    } catch (error) {
      this.#onCrash(error);
      return { kind: 'uncertain', code: 'channel.crashed' };
    }
  }

  get confirm(): ConfirmAbility['confirm'] | undefined {
    const { confirm } = this.#channel;
    return confirm && (async (message, attemptedAt) => confirm.call(this.#channel, message, attemptedAt));
  }

  get fetchMedia(): MediaAbility['fetchMedia'] | undefined {
    const { fetchMedia } = this.#channel;
    return fetchMedia && (async (media, chat, signal) => fetchMedia.call(this.#channel, media, chat, signal));
  }

  typing(chat: ChatRef, active: boolean): void { this.#safely(() => this.#channel.typing?.(chat, active)); }
  markRead(chat: ChatRef, id: RemoteMessageId): void { this.#safely(() => this.#channel.markRead?.(chat, id)); }

  /** Never rejects. Sends still unanswered end as uncertain. */
  async close(): Promise<void> {
    try {
      await this.#channel.close();
    } catch (error) {
      this.#onCrash(error);
    } finally {
      this.#end({ kind: 'uncertain', code: 'link.closed' });
    }
  }

  #safely(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#onCrash(error);
    }
  }
}
