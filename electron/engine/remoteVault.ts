/** The vault lives in main: each call is one message there and one back. */
import { AppError } from '#shared/domain/errors';
import type { FromMain, ToMain } from '#shared/ipc/engineBoot';
import type { Vault } from './accounts/vault';

type Ask = Extract<ToMain, { readonly kind: 'vault' }>;
type Reply = Extract<FromMain, { readonly kind: 'vaultReply' }>;
type Waiting = { readonly resolve: (value: string | null) => void; readonly reject: (error: AppError) => void };

export class RemoteVault implements Vault {
  readonly #post: (message: Ask) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(post: (message: Ask) => void) { this.#post = post; }

  get = (key: string): Promise<string | null> => this.#ask({ op: 'get', key });
  set = async (key: string, value: string): Promise<void> => { await this.#ask({ op: 'set', key, value }); };
  delete = async (key: string): Promise<void> => { await this.#ask({ op: 'delete', key }); };

  /** Main's answer; its `error` is a code `vault.*`. */
  answer({ id, ok, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(ok);
    else waiting?.reject(new AppError(error));
  }

  #ask(ask: Omit<Ask, 'kind' | 'id'>): Promise<string | null> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ kind: 'vault', id, ...ask });
    });
  }
}
