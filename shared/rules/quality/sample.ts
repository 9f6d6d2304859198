/**
 * How a sample is drawn. Given population, plan, seed and who reviews, there is exactly one sample:
 * 1. contacts sorted by key (`conversation@first`), shuffled once with the seed: the drawn order;
 * 2. per agent (by id) the amount of the plan; of it at most the share of the strata, rounded up, in the drawn order;
 * 3. the rest by the drawn order alone; what is left, in that order, is the reserve for reviews that are skipped;
 * 4. reviewers in turn, nobody over themselves; second reviews over a share drawn with the same generator going on.
 */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { accountOfConversation, type PersonId } from '../../domain/ids';
import { personIdSchema } from '../../domain/person';
import { contactKey, type Contact } from './contacts';
import { groupBy } from '../groupBy';
import { randomOf, shuffled } from './random';
import { qualityIdSchema } from './scorecard';

export const strata = ['flagged', 'longWait'] as const;
export type Stratum = (typeof strata)[number];

export const planSchema = z.object({
  id: z.string().min(8).max(64).regex(/^[\w-]+$/), name: z.string().trim().min(1).max(60), card: qualityIdSchema,
  /** Per agent and period: so many, or so many of a hundred, rounded up. */
  amount: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('count'), value: z.number().int().min(1).max(200) }),
    z.object({ kind: z.literal('percent'), value: z.number().int().min(1).max(100) }),
  ]).readonly(),
  /** Which contacts come first, and how many of a hundred of the amount they may fill. */
  strata: z.array(z.enum(strata)).max(strata.length).readonly(), strataShare: z.number().int().min(0).max(100),
  /** So many times the amount for people who are new. */
  newAgentFactor: z.number().int().min(1).max(5),
  /** Whose contacts; empty = everybody's. */
  agents: z.array(personIdSchema).max(500).readonly(),
  /** On which accounts; empty or left out = on all. */
  accounts: z.array(accountIdSchema).max(500).readonly().optional(),
  reviewers: z.array(personIdSchema).min(1).max(50).readonly(),
  /** So many of a hundred get a second, blind review. */
  doubleShare: z.number().int().min(0).max(100),
  /** Drawn by the desk itself when the period is over; `hand` = whenever somebody asks. */
  every: z.enum(['hand', 'day', 'week', 'month']),
}).readonly();
export type SamplePlan = z.infer<typeof planSchema>;

export type Drawing = {
  readonly contacts: readonly Contact[]; readonly plan: Pick<SamplePlan, 'amount' | 'strata' | 'strataShare' | 'newAgentFactor' | 'agents' | 'accounts' | 'reviewers' | 'doubleShare'>;
  readonly seed: string; readonly newAgents: ReadonlySet<PersonId>;
  /** Keys of contacts drawn before: each is looked at once. */
  readonly drawnBefore: ReadonlySet<string>;
};

export type Chosen = { readonly contact: Contact; readonly reviewer: PersonId; readonly second?: PersonId };
export type DrawnSample = { readonly chosen: readonly Chosen[]; readonly reserve: readonly Contact[] };

/** Reserve kept per agent. */
const RESERVE = 10;

const byKey = (a: Contact, b: Contact): number => (contactKey(a) < contactKey(b) ? -1 : 1);

const isOn = (accounts: SamplePlan['accounts'], { conversation }: Contact): boolean =>
  accounts === undefined || accounts.length === 0 || accounts.includes(accountOfConversation(conversation));

/** What is drawn from, sorted: contacts that are over, of the agents and accounts meant, not drawn before, somebody else can review. */
export const populationOf = ({ contacts, plan, drawnBefore }: Omit<Drawing, 'seed' | 'newAgents'>): readonly Contact[] =>
  contacts.filter((contact) => contact.isOver && !drawnBefore.has(contactKey(contact))
    && (plan.agents.length === 0 || plan.agents.includes(contact.agent)) && isOn(plan.accounts, contact) && plan.reviewers.some((reviewer) => reviewer !== contact.agent)).sort(byKey);

/** One line per contact, `key agent`, in order: what the population's digest (SHA-256 of the UTF-8 bytes) is made over. */
export const populationText = (population: readonly Contact[]): string => population.map((contact) => `${contactKey(contact)} ${contact.agent}\n`).join('');

/** How many of `available` contacts of one agent the plan asks for. */
export const amountOf = ({ amount, newAgentFactor }: Pick<SamplePlan, 'amount' | 'newAgentFactor'>, available: number, isNew: boolean): number => {
  const one = amount.kind === 'count' ? amount.value : Math.ceil((amount.value * available) / 100);
  return Math.min(available, one * (isNew ? newAgentFactor : 1));
};

const isInStrata = (contact: Contact, wanted: readonly Stratum[]): boolean =>
  (wanted.includes('flagged') && contact.isFlagged) || (wanted.includes('longWait') && contact.isLongWait);

const chooseOf = (own: readonly Contact[], plan: Drawing['plan'], isNew: boolean): { readonly chosen: readonly Contact[]; readonly left: readonly Contact[] } => {
  const amount = amountOf(plan, own.length, isNew);
  const first = own.filter((contact) => isInStrata(contact, plan.strata)).slice(0, Math.ceil((amount * plan.strataShare) / 100));
  const rest = own.filter((contact) => !first.includes(contact));
  const open = amount - first.length;
  return { chosen: [...first, ...rest.slice(0, open)], left: rest.slice(open, open + RESERVE) };
};

/** Reviewers in turn; a second one is the next in turn. */
const assign = (chosen: readonly Contact[], { reviewers, doubleShare }: Drawing['plan'], next: () => number): readonly Chosen[] => {
  const canTwice = chosen.filter(({ agent }) => reviewers.filter((reviewer) => reviewer !== agent).length > 1);
  const twice = new Set(shuffled(canTwice, next).slice(0, Math.ceil((canTwice.length * doubleShare) / 100)).map(contactKey));
  return chosen.map((contact, place) => {
    const eligible = reviewers.filter((reviewer) => reviewer !== contact.agent);
    const reviewer = eligible[place % eligible.length] as PersonId; // the population holds no contact nobody may review
    const second = twice.has(contactKey(contact)) ? eligible[(place + 1) % eligible.length] : undefined;
    return { contact, reviewer, ...(second !== undefined && { second }) };
  });
};

export const drawSample = (drawing: Drawing): DrawnSample => {
  const next = randomOf(drawing.seed);
  const order = shuffled(populationOf(drawing), next);
  const byAgent = [...groupBy(order, ({ agent }) => agent)].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = byAgent.map(([agent, own]) => chooseOf(own, drawing.plan, drawing.newAgents.has(agent)));
  return { chosen: assign(parts.flatMap(({ chosen }) => chosen), drawing.plan, next), reserve: parts.flatMap(({ left }) => left) };
};
