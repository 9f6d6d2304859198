/**
 * What belongs to the person who sits here and not to the window: forgotten when somebody else sits down, saved before
 * the desk is locked. Every store that keeps such things registers once, at module level.
 */
const forgetters = new Set<() => void>();
const unsaved = new Set<() => void>();
const savers = new Set<() => Promise<void>>();

/** `forget` puts the store back to empty. */
export const forgetWithPerson = (forget: () => void): void => { forgetters.add(forget); };

/** For what was begun and is stored nowhere: forgotten at sign-out too, whoever comes next. A lock keeps it. */
export const forgetAtSignOut = (forget: () => void): void => { unsaved.add(forget); };

/** `save` resolves when nothing of the store is unsaved; a rejection only means that it could not be. */
export const saveBeforeLeaving = (save: () => Promise<void>): void => { savers.add(save); };

/** Somebody else sits here now. */
export const forgetPerson = (): void => { for (const forget of [...forgetters, ...unsaved]) forget(); };

/** Nobody sits here any more. */
export const forgetUnsaved = (): void => { for (const forget of unsaved) forget(); };

/** Resolves when everything is saved or failed. */
export const savePerson = async (): Promise<void> => { await Promise.allSettled([...savers].map((save) => save())); };
