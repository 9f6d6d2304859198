/** Verifiers live in main: each call is one message there and one back. */
import { fromWireError } from '#shared/domain/errors';
import type { FromMain, PasswordAsk, ToMain } from '#shared/ipc/engineBoot';
import type { PasswordVerdict } from '#shared/ipc/session';
import type { Passwords } from './people/passwords';

type Reply = Extract<FromMain, { readonly kind: 'passwordReply' }>;
type Waiting = { readonly resolve: (verdict: PasswordVerdict | null) => void; readonly reject: (error: Error) => void };

export class RemotePasswords implements Passwords {
  readonly #post: (message: Extract<ToMain, { readonly kind: 'password' }>) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(post: (message: Extract<ToMain, { readonly kind: 'password' }>) => void) { this.#post = post; }

  set = async (person: string, password: string, initial: boolean): Promise<void> => { await this.#ask({ op: 'set', person, password, initial }); };
  remove = async (person: string): Promise<void> => { await this.#ask({ op: 'remove', person }); };
  verify = async (person: string, password: string): Promise<PasswordVerdict> => {
    const verdict = await this.#ask({ op: 'verify', person, password });
    if (verdict === null) throw new Error('main answered a verification without a verdict');
    return verdict;
  };

  answer({ id, verdict, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(verdict);
    else waiting?.reject(fromWireError(error));
  }

  #ask(ask: PasswordAsk): Promise<PasswordVerdict | null> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ kind: 'password', id, ask });
    });
  }
}
