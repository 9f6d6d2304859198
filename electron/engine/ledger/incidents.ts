/** What recovery finds, as it stands in the ledger: one `system.recovered` per incident, told once. */
import type { Draft, Entry, EntryData } from '#shared/ledger/entry';
import type { Damage } from './reader';
import { plainName } from './segmentHeader';

export type Incident = EntryData<'system.recovered'>;

export const incidentOf = (damage: Damage): Incident => ({
  kind: 'damaged', segment: plainName(damage.segment), offset: damage.offset, bytes: damage.bytes,
  ...(damage.seq === undefined ? {} : { detail: `entry ${damage.seq}` }),
});

const isSame = (a: Incident, b: Incident): boolean => {
  if (a.kind !== b.kind || a.segment !== b.segment || a.offset !== b.offset) return false;
  if (a.kind === 'tornTail') return a.bytes === b.bytes; // the same place may tear again, with other bytes
  return a.offset !== undefined || a.detail === b.detail;
};

/** Same kind at the same place: told before. */
export const isTold = (kept: readonly Entry[], incident: Incident): boolean =>
  kept.some((entry) => entry.type === 'system.recovered' && isSame(entry.data, incident));

/** Those not told yet, each once. */
export const untold = (kept: readonly Entry[], incidents: readonly Incident[]): readonly Incident[] =>
  incidents.filter((incident, i) => !isTold(kept, incident) && incidents.findIndex((other) => isSame(other, incident)) === i);

export const draftOf = (incident: Incident): Draft => ({ type: 'system.recovered', actor: { kind: 'system' }, data: incident });
