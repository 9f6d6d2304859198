/** Plans and samples. Nobody but this draws; each method resolves when its entries are durable, errors as in qualityRoutes. */
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { ChannelKind } from '#shared/domain/account';
import { accountOfConversation, type ConversationId, type PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { DrawPreview, Redrawn } from '#shared/ipc/desk/qualityRoutes';
import type { AssignedReview, PinnedContact } from '#shared/ledger/bodies/quality';
import type { EntryData } from '#shared/ledger/entry';
import { cardsProblem } from '#shared/rules/quality/cardsProblem';
import { contactKey, type Contact } from '#shared/rules/quality/contacts';
import { groupBy } from '#shared/rules/groupBy';
import type { Period } from '#shared/rules/quality/period';
import { cardsInUse, DAY_MS, type QualityRules } from '#shared/rules/quality/qualityRules';
import { amountOf, drawSample, populationOf, populationText, type DrawnSample, type SamplePlan } from '#shared/rules/quality/sample';
import type { Ledger } from '../ledger/contract';
import { createMutex } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import { contactsIn, type Asked } from './contactLines';
import type { QualityFold, SampleRecord } from './qualityFold';

export type ByPerson = Extract<Actor, { readonly kind: 'person' }>;
export type QualityOptions = { readonly recorder: Recorder; readonly ledger: Ledger; readonly now: () => number; readonly isDemonstration: (channel: ChannelKind) => boolean };

const pinned = ({ isOver: _over, ...contact }: Contact): PinnedContact => contact;

/** Reviews numbered in the drawn order; both of one contact share its group. */
const assigned = (sample: string, { chosen }: DrawnSample, due: number): readonly AssignedReview[] => {
  const all = chosen.flatMap(({ contact, reviewer, second }, place) => {
    const group = `${sample}-g${place + 1}`;
    const first = { group, kind: 'first' as const, contact: pinned(contact), reviewer, due };
    return second === undefined ? [first] : [first, { ...first, kind: 'second' as const, reviewer: second }];
  });
  return all.map((review, place) => ({ review: `${sample}-${place + 1}`, ...review }));
};

const digestOf = (population: readonly Contact[]): string => createHash('sha256').update(populationText(population), 'utf8').digest('hex');

export class SampleDesk {
  readonly #options: QualityOptions;
  /** Two draws at once would draw the same contacts twice. */
  readonly #inOrder = createMutex();

  constructor(options: QualityOptions) { this.#options = options; }

  async saveRules(based: number, rules: QualityRules, actor: ByPerson): Promise<{ readonly version: number }> {
    return this.#inOrder(async () => {
      const { version } = this.#fold.rules;
      if (version !== based) throw new AppError('quality.staleRules', { version });
      const problem = cardsProblem(this.#fold.rules, rules, this.#fold.plans().map(({ plan }) => plan));
      if (problem) throw new AppError(problem.code, problem.data);
      const next = { ...rules, version: version + 1 };
      await this.#options.recorder.record([{ type: 'quality.rulesSaved', actor, data: { rules: next } }]);
      return { version: next.version };
    });
  }

  /** In order with `saveRules`: a card is not retired while a plan takes it up. */
  savePlan(plan: SamplePlan, actor: ByPerson): Promise<void> {
    return this.#inOrder(async () => {
      const { state } = this.#options.recorder;
      if (!cardsInUse(this.#fold.rules).some(({ id }) => id === plan.card)) throw new AppError('quality.unknownCard');
      for (const agent of plan.agents) if (!state.person(agent)) throw new AppError('person.unknown');
      for (const account of plan.accounts ?? []) if (!state.accounts.get(account)) throw new AppError('account.unknown');
      this.#reviewersOf(plan);
      await this.#options.recorder.record([{ type: 'quality.planSaved', actor, data: { plan } }]);
    });
  }

  async retirePlan(plan: string, actor: ByPerson): Promise<void> {
    this.#plan(plan);
    await this.#options.recorder.record([{ type: 'quality.planRetired', actor, data: { plan } }]);
  }

  async preview(plan: SamplePlan, period: Period): Promise<DrawPreview> {
    const usable = { ...plan, reviewers: this.#reviewersOf(plan) };
    const { contacts } = await this.#contacts({ ...period, upTo: this.#options.ledger.head(), now: this.#options.now(), isDemo: this.#hasDemoOnly });
    const population = populationOf({ contacts, plan: usable, drawnBefore: this.#fold.drawnBefore(Infinity) });
    const isIn = (contact: Contact): boolean => (plan.strata.includes('flagged') && contact.isFlagged) || (plan.strata.includes('longWait') && contact.isLongWait);
    const isNew = this.#newcomers(population, this.#options.now());
    return { agents: [...groupBy(population, ({ agent }) => agent)].map(([agent, own]) => ({ agent, contacts: own.length, inStrata: own.filter(isIn).length, drawn: amountOf(plan, own.length, isNew.has(agent)) })) };
  }

  /** `actor` is the system where a period ended by itself. */
  draw(sample: string, planId: string, period: Period, actor: Actor): Promise<void> {
    return this.#inOrder(async () => {
      if (this.#fold.sample(sample)) return;
      const { plan: saved } = this.#plan(planId);
      const plan = { ...saved, reviewers: this.#reviewersOf(saved) };
      const now = this.#options.now();
      if (period.to > now || period.from >= period.to) throw new AppError('quality.periodOpen');
      if (this.#fold.samplesOf(planId).some(({ from = 0, to = 0 }) => from < period.to && period.from < to)) throw new AppError('quality.drawnBefore');
      const isDemo = this.#hasDemoOnly;
      const { contacts, upTo } = await this.#contacts({ ...period, upTo: this.#options.ledger.head(), now, isDemo });
      const drawnBefore = this.#fold.drawnBefore(Infinity);
      const population = populationOf({ contacts, plan, drawnBefore });
      if (population.length === 0) throw new AppError('quality.nothingToDraw');
      const seed = randomBytes(16).toString('hex');
      const newAgents = this.#newcomers(population, now);
      const drawn = drawSample({ contacts, plan, seed, newAgents, drawnBefore });
      const { rules } = this.#fold;
      await this.#options.recorder.record([{ type: 'quality.sampleDrawn', actor, data: {
        sample, kind: 'plan', card: plan.card, rules: rules.version,
        drawn: { plan, ...period, upTo, now, seed, population: population.length, digest: digestOf(population), newAgents: [...newAgents].sort(), ...(isDemo && { isDemo }) },
        reviews: assigned(sample, drawn, now + rules.dueDays * DAY_MS), reserve: drawn.reserve.map(pinned),
      } }]);
    });
  }

  /** Draws again from the entries that were there then, and compares with what is on record. */
  async redraw(id: string): Promise<Redrawn> {
    const record = this.#fold.sample(id);
    if (!record) throw new AppError('quality.unknownSample');
    const data = await this.#entryOf(record);
    if (!data.drawn) throw new AppError('quality.unknownSample');
    const { plan, from, to, upTo, now, seed, digest, newAgents, isDemo = false } = data.drawn;
    const { contacts } = await this.#contacts({ from, to, upTo, now, isDemo }, this.#fold.rulesOf(record.rules));
    const drawing = { contacts, plan, seed, newAgents: new Set(newAgents), drawnBefore: this.#fold.drawnBefore(record.seq) };
    const population = populationOf(drawing);
    const again = drawSample(drawing);
    const keys = again.chosen.map(({ contact }) => contactKey(contact));
    const kept = data.reviews.filter(({ kind }) => kind === 'first').map(({ contact }) => contactKey(contact));
    return { isSame: digestOf(population) === digest && keys.join('\n') === kept.join('\n'), population: population.length, drawn: keys.length };
  }

  get #fold(): QualityFold { return this.#options.recorder.state.quality; }

  #plan(id: string): { readonly plan: SamplePlan } {
    const record = this.#fold.plan(id);
    if (!record || record.isRetired) throw new AppError('quality.unknownPlan');
    return record;
  }

  /** Who of the plan's reviewers may still review. */
  #reviewersOf(plan: Pick<SamplePlan, 'reviewers'>): readonly PersonId[] {
    const able = plan.reviewers.filter((id) => { const person = this.#options.recorder.state.person(id); return person?.active === true && person.role !== 'agent'; });
    if (able.length === 0) throw new AppError('quality.noReviewer');
    return able;
  }

  #isDemo(conversation: ConversationId): boolean {
    const account = this.#options.recorder.state.accounts.get(accountOfConversation(conversation));
    return account !== undefined && this.#options.isDemonstration(account.channel);
  }

  /** A company that tries the demonstration draws from it; with an account of its own that does not count. */
  get #hasDemoOnly(): boolean {
    return [...this.#options.recorder.state.accounts.all()].every(({ channel, removed }) => removed || this.#options.isDemonstration(channel));
  }

  #newcomers(population: readonly Contact[], now: number): ReadonlySet<PersonId> {
    const since = now - this.#fold.rules.newAgentDays * DAY_MS;
    return new Set(population.map(({ agent }) => agent).filter((agent) => this.#fold.cameAt(agent) > since));
  }

  async #contacts(asked: Asked & { readonly isDemo: boolean }, rules: QualityRules = this.#fold.rules): Promise<{ readonly contacts: readonly Contact[]; readonly upTo: number }> {
    const { recorder, ledger } = this.#options;
    const isLeftOut = (id: ConversationId): boolean => recorder.state.conversations.get(id)?.chat.kind === 'group' || (!asked.isDemo && this.#isDemo(id));
    return { contacts: await contactsIn({ ledger, rules, isLeftOut }, asked), upTo: asked.upTo };
  }

  async #entryOf({ seq }: SampleRecord): Promise<EntryData<'quality.sampleDrawn'>> {
    const [entry] = (await this.#options.ledger.read(seq - 1, 1)).entries;
    if (entry?.type !== 'quality.sampleDrawn') throw new AppError('quality.unknownSample');
    return entry.data;
  }
}
