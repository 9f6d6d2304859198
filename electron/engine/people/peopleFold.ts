/** The fold of people: who is here, in which role, what waits for a decision, and when the desk locks itself. */
import type { PersonId } from '#shared/domain/ids';
import { IDLE_MINUTES_DEFAULT, type Role } from '#shared/domain/person';
import type { Entry } from '#shared/ledger/entry';
import { afterPermissionStep, isPermissionStep, noPermissionHistory, rulesInForce, type PendingRules, type PermissionHistory } from '#shared/rules/permissionSteps';
import type { PermissionRules } from '#shared/rules/permissions';
import { shippedPermissions } from './shippedPermissions';

export type PersonRecord = {
  readonly id: PersonId; readonly name: string; readonly role: Role; readonly active: boolean;
  /** A password was set for them at some time. */
  readonly hadPassword: boolean;
};
export type RoleProposal = { readonly proposal: string; readonly person: PersonId; readonly role: Role; readonly by: PersonId | null };
export type PeopleJson = { readonly persons: readonly PersonRecord[]; readonly proposals: readonly RoleProposal[]; readonly idleMinutes: number; readonly permissions?: PermissionHistory };

/** Entry types that change what sign-in knows of people. */
export const PEOPLE_TYPES: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'person.added', 'person.renamed', 'person.roleChanged', 'person.left', 'person.returned', 'person.passwordSet', 'session.policy', 'company.named',
]);

export class PeopleFold {
  readonly #persons: Map<PersonId, PersonRecord>;
  readonly #proposals: Map<string, RoleProposal>;
  #idleMinutes: number;
  #permissions: PermissionHistory;

  constructor(json?: Partial<PeopleJson>) {
    // A snapshot of an older app knows neither who left nor passwords: then nobody had, for those entries are newer.
    this.#persons = new Map((json?.persons ?? []).map((person) => [person.id, { ...person, active: person.active ?? true, hadPassword: person.hadPassword ?? false }]));
    this.#proposals = new Map((json?.proposals ?? []).map((each) => [each.proposal, each]));
    this.#idleMinutes = json?.idleMinutes ?? IDLE_MINUTES_DEFAULT;
    this.#permissions = json?.permissions ?? noPermissionHistory;
  }

  /** In the order they were added. */
  all(): readonly PersonRecord[] { return [...this.#persons.values()]; }
  get(id: PersonId): PersonRecord | undefined { return this.#persons.get(id); }
  proposal(id: string): RoleProposal | undefined { return this.#proposals.get(id); }
  proposalsOf(person: PersonId): readonly RoleProposal[] { return [...this.#proposals.values()].filter((each) => each.person === person); }
  get idleMinutes(): number { return this.#idleMinutes; }
  /** In force. */
  get permissionRules(): PermissionRules { return rulesInForce(this.#permissions, shippedPermissions); }
  get pendingRules(): PendingRules | undefined { return this.#permissions.pending; }

  apply(entry: Entry): void {
    if (isPermissionStep(entry)) { this.#permissions = afterPermissionStep(this.#permissions, entry); return; }
    switch (entry.type) {
      case 'person.added': {
        const { person, name, role } = entry.data;
        this.#persons.set(person, { active: true, hadPassword: false, ...this.#persons.get(person), id: person, name, role });
        return;
      }
      case 'person.renamed': return this.#change(entry.data.person, { name: entry.data.name });
      case 'person.roleChanged': return this.#change(entry.data.person, { role: entry.data.role });
      case 'person.left': return this.#change(entry.data.person, { active: false });
      case 'person.returned': return this.#change(entry.data.person, { active: true });
      case 'person.passwordSet': return this.#change(entry.data.person, { hadPassword: true });
      case 'person.roleProposed': {
        const { proposal, person, role } = entry.data;
        this.#proposals.set(proposal, { proposal, person, role, by: entry.actor.kind === 'person' ? entry.actor.id : null });
        return;
      }
      case 'person.roleDecided': this.#proposals.delete(entry.data.proposal); return;
      case 'session.policy': this.#idleMinutes = entry.data.idleMinutes; return;
      default:
    }
  }

  toJson(): PeopleJson {
    return { persons: this.all(), proposals: [...this.#proposals.values()], idleMinutes: this.#idleMinutes, permissions: this.#permissions };
  }

  #change(id: PersonId, part: Partial<PersonRecord>): void {
    const known = this.#persons.get(id);
    if (known) this.#persons.set(id, { ...known, ...part });
  }
}
