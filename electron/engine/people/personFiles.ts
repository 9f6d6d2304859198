/**
 * Drafts and layout of each person, one file each, opened when first asked for. What a seat of an older app kept for
 * all goes to its first person.
 */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PersonId } from '#shared/domain/ids';
import type { Clock, Logger } from '../channels/contract/channel';
import { createMutex } from '../platform/promises';
import { draftSchema, openSeatFile, type SeatDraft, type SeatFile } from '../state/seatFiles';

export type PersonFiles = { readonly drafts: SeatFile<SeatDraft>; readonly layout: SeatFile<unknown> };

export type PersonFilesOptions = {
  readonly dir: string; readonly clock: Clock; readonly log: Logger;
  /** Who inherits the seat's files: the first person there ever was. */
  readonly first: () => PersonId | undefined;
};

/** Ids are ours, but come back from a port: only what is a plain name may name a file. */
const fileNameOf = (name: string, person: PersonId): string => `${name}.${person.replace(/[^\w-]/g, '_')}`;

const inherit = async (dir: string, name: string, person: PersonId): Promise<void> => {
  await rename(join(dir, `${name}.json`), join(dir, `${fileNameOf(name, person)}.json`)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
};

export class PersonFileShelf {
  readonly #options: PersonFilesOptions;
  readonly #open = new Map<PersonId, Promise<PersonFiles>>();
  readonly #oneAtATime = createMutex();

  constructor(options: PersonFilesOptions) { this.#options = options; }

  /** The files of a person. A folder that cannot be read rejects, and is tried anew by the next call. */
  of(person: PersonId): Promise<PersonFiles> {
    const known = this.#open.get(person);
    if (known) return known;
    const opening = this.#oneAtATime(() => this.#openFor(person));
    this.#open.set(person, opening);
    opening.catch(() => { this.#open.delete(person); }); // told to whoever asked
    return opening;
  }

  /** Resolves when everything set so far is on the disk. */
  readonly flush = async (): Promise<void> => {
    const open = await Promise.allSettled(this.#open.values());
    await Promise.all(open.flatMap((each) => (each.status === 'fulfilled' ? [each.value.drafts.flush(), each.value.layout.flush()] : [])));
  };

  async #openFor(person: PersonId): Promise<PersonFiles> {
    const { dir, clock, log, first } = this.#options;
    if (first() === person) for (const name of ['drafts', 'layout']) await inherit(dir, name, person);
    const seat = { dir, clock, log };
    return {
      drafts: await openSeatFile({ ...seat, name: fileNameOf('drafts', person), value: draftSchema }),
      layout: await openSeatFile({ ...seat, name: fileNameOf('layout', person), value: z.unknown() }),
    };
  }
}
