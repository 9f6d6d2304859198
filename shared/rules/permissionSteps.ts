/** The permission rules with their versions and what waits: one fold for the engine, which decides, and the screen, which shows. Pure. */
import type { PersonId } from '../domain/ids';
import type { Entry, EntryOf } from '../ledger/entry';
import type { PermissionRules } from './permissions';

export type PermissionStepType = 'permissions.proposed' | 'permissions.decided' | 'permissions.saved';
export type PermissionStep = EntryOf<PermissionStepType>;
export const isPermissionStep = (entry: Entry): entry is PermissionStep => entry.type.startsWith('permissions.');

/** A loosening that waits for another administrator. */
export type PendingRules = { readonly proposal: string; readonly rules: PermissionRules; readonly at: number; readonly by: PersonId | null; readonly reason?: string };
/** A version with who put it in force and, where it was proposed, who had asked. */
export type SavedRules = { readonly rules: PermissionRules; readonly at: number; readonly by: PersonId | null; readonly askedBy?: PersonId; readonly reason?: string };
/** `saved` oldest first; the version the company began with is not among them. */
export type PermissionHistory = { readonly saved: readonly SavedRules[]; readonly pending?: PendingRules };
export const noPermissionHistory: PermissionHistory = { saved: [] };

type Step = Pick<PermissionStep, 'type' | 'data' | 'at' | 'actor'>;

const byOf = ({ actor }: Step): PersonId | null => (actor.kind === 'person' ? actor.id : null);

const savedOf = (pending: PendingRules | undefined, entry: EntryOf<'permissions.saved'>): SavedRules => {
  const by = byOf(entry);
  const asked = pending?.proposal === entry.data.proposal ? pending : undefined;
  const reason = entry.data.reason ?? asked?.reason;
  return {
    rules: entry.data.rules, at: entry.at, by,
    ...(asked !== undefined && asked.by !== null && asked.by !== by && { askedBy: asked.by }), ...(reason !== undefined && { reason }),
  };
};

/** Steps come in the order of the ledger. What was decided stays pending until its version is saved, in the same commit. */
export const afterPermissionStep = ({ saved, pending }: PermissionHistory, step: Step): PermissionHistory => {
  const entry = step as PermissionStep; // the same pair; the rest of the head is not read
  switch (entry.type) {
    case 'permissions.proposed': {
      const { proposal, rules, reason } = entry.data;
      return { saved, pending: { proposal, rules, at: entry.at, by: byOf(entry), ...(reason !== undefined && { reason }) } };
    }
    case 'permissions.decided': {
      const isOver = pending?.proposal === entry.data.proposal && entry.data.verdict !== 'approved';
      return isOver || pending === undefined ? { saved } : { saved, pending };
    }
    case 'permissions.saved': return { saved: [...saved, savedOf(pending, entry)] };
  }
};

/** The rules in force: the newest saved, else those the company began with. */
export const rulesInForce = (history: PermissionHistory, shipped: PermissionRules): PermissionRules => history.saved.at(-1)?.rules ?? shipped;
