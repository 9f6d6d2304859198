/**
 * Spot checks at the port, over a whole engine. Bugs these catch: a contact chosen by hand, a sample nobody can draw
 * again, somebody who scores themselves or answers their own appeal, an appeal after its days, a card with a phone number.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, ClientId, ContactId, PersonId } from '#shared/domain/ids';
import type { QualityRules } from '#shared/rules/quality/qualityRules';
import type { SamplePlan } from '#shared/rules/quality/sample';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { QualityFold } from '#electron/engine/quality/qualityFold';
import type { DeskClient } from '#test/kit/portClient';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom } from '#test/kit/scriptedChannel';

let engine: MemoryEngine;
let people: Readonly<Record<'agent' | 'chen' | 'sun', { readonly id: PersonId; readonly desk: DeskClient }>>;
const contactIdOf = (name: string): ContactId => name as ContactId; // test id
const outcome = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { readonly code: string }) => error.code);
const full = { answers: { response: 4, courtesy: 5, needs: 'na', accuracy: 3, compliance: 1, closing: 4 } } as const;

const addPerson = async (name: string, role: 'agent' | 'supervisor'): Promise<{ readonly id: PersonId; readonly desk: DeskClient }> => {
  // The only administrator decides alone, with a reason.
  const { person } = await engine.desk.call('person.add', { name, role, password: '许可的初始口令-1', reason: '带班' });
  return { id: person, desk: engine.openDesk({ id: person, role }) };
};

/** A customer asks, the agent answers, the talk is closed. */
const contact = async (name: string, by: DeskClient = people.agent.desk, words = '在的'): Promise<void> => {
  await engine.script.emit(messageFrom(name, '我是陈晓雯，电话 13812345678', { at: engine.clock.now(), sender: { id: contactIdOf(name), name: '陈晓雯' } }));
  await by.call('reply.submit', { client: `client-${name}` as ClientId, conversation: engine.chat(name), parts: [{ kind: 'text', text: words }] }); // test id
  await engine.clock.settle();
  await by.call('conversation.close', { conversation: engine.chat(name) });
};

const plan = (more: Partial<SamplePlan> = {}): SamplePlan => ({
  id: 'plan-0001', name: '每周', card: 'service', amount: { kind: 'count', value: 1 }, strata: [], strataShare: 0, newAgentFactor: 1, agents: [], reviewers: [people.chen.id, people.sun.id], doubleShare: 0, every: 'hand', ...more,
});
const draw = async (more: Partial<SamplePlan> = {}, sample = 'sample-0001'): Promise<void> => {
  await people.chen.desk.call('quality.savePlan', { plan: plan(more) });
  await engine.clock.advance(1000);
  await people.chen.desk.call('quality.draw', { sample, plan: more.id ?? 'plan-0001', from: engine.clock.now() - 3_600_000, to: engine.clock.now() });
};
const drawn = () => engine.of('quality.sampleDrawn').at(-1)?.data ?? expect.fail('nothing drawn');
const reviewerOf = (id: PersonId): DeskClient => (id === people.chen.id ? people.chen.desk : people.sun.desk);

beforeEach(async () => {
  engine = await startMemoryEngine();
  people = { agent: await addPerson('小林', 'agent'), chen: await addPerson('陈主管', 'supervisor'), sun: await addPerson('孙主管', 'supervisor') };
  for (const name of ['a', 'b', 'c']) await contact(name);
});
afterEach(() => engine.stop());

describe('a sample', () => {
  it('is drawn by the engine, kept with what proves it, drawn again the same, and a period is drawn once', async () => {
    await draw();
    const { reviews, reserve, drawn: how } = drawn();
    expect({ reviews: reviews.length, reserve: reserve.length, population: how?.population, seed: /^[0-9a-f]{32}$/.test(how?.seed ?? '') }).toEqual({ reviews: 1, reserve: 2, population: 3, seed: true });
    await contact('d');
    expect(await people.sun.desk.call('quality.redraw', { sample: 'sample-0001' })).toEqual({ isSame: true, population: 3, drawn: 1 });
    const period = { from: engine.clock.now() - 3_600_000, to: engine.clock.now() };
    expect(await outcome(people.chen.desk.call('quality.draw', { sample: 'sample-0002', plan: 'plan-0001', ...period }))).toBe('quality.drawnBefore');
    expect(await outcome(people.chen.desk.call('quality.draw', { sample: 'sample-0002', plan: 'plan-0001', from: 0, to: engine.clock.now() + 5000 }))).toBe('quality.periodOpen');
  });

  it('takes each contact once, and what is skipped is replaced by the next of the drawn order', async () => {
    await draw();
    const { reviews: [first], reserve } = drawn();
    if (first === undefined) return expect.fail('nothing drawn');
    const other = first.reviewer === people.chen.id ? people.sun.desk : people.chen.desk;
    expect(await outcome(other.call('quality.skip', { review: first.review, reason: '不想评' }))).toBe('quality.notYours');
    await reviewerOf(first.reviewer).call('quality.skip', { review: first.review, reason: '客户打错了' });
    expect(engine.of('quality.reviewSkipped').at(-1)?.data.next?.contact).toEqual(reserve[0]);
    expect(await outcome(reviewerOf(first.reviewer).call('quality.score', { review: first.review, score: full }))).toBe('quality.notOpen');
    await draw({ id: 'plan-0002', amount: { kind: 'percent', value: 100 } }, 'sample-0002');
    expect(drawn().reviews.map(({ contact: { conversation } }) => conversation)).toEqual([reserve[1]?.conversation]);
    expect(await outcome(draw({ id: 'plan-0003' }, 'sample-0003'))).toBe('quality.nothingToDraw');
  });

  it('reviews twice what takes the place of one that was to be reviewed twice (bug: every skip takes a pair from the agreement)', async () => {
    await draw({ doubleShare: 100 });
    const { reviews: [first, second], reserve } = drawn();
    if (first === undefined || second === undefined) return expect.fail('nothing drawn twice');
    await reviewerOf(first.reviewer).call('quality.skip', { review: first.review, reason: '客户打错了' });
    const next = engine.of('quality.reviewSkipped').map(({ data }) => data.next);
    expect(next.map((each) => [each?.kind, each?.reviewer, each?.group, each?.contact])).toEqual([['first', first.reviewer, next[0]?.group, reserve[0]], ['second', second.reviewer, next[0]?.group, reserve[0]]]);
    await reviewerOf(second.reviewer).call('quality.score', { review: next[1]?.review ?? '', score: full });
  });

  it('asks for reviewers who may review, and nobody is drawn over themselves', async () => {
    expect(await outcome(people.chen.desk.call('quality.savePlan', { plan: plan({ reviewers: [people.agent.id] }) }))).toBe('quality.noReviewer');
    expect(await outcome(people.agent.desk.call('quality.savePlan', { plan: plan() }))).toBe('port.forbidden');
    await contact('own', people.chen.desk);
    await draw({ reviewers: [people.chen.id], amount: { kind: 'percent', value: 100 } });
    expect(new Set(drawn().reviews.map(({ contact: { agent } }) => agent))).toEqual(new Set([people.agent.id]));
  });

  it('of a plan with a period is drawn by the desk itself when the period is over', async () => {
    await people.chen.desk.call('quality.savePlan', { plan: plan({ every: 'day' }) });
    await engine.clock.advance(24 * 3_600_000 + 20 * 60_000);
    await expect.poll(() => engine.of('quality.sampleDrawn').length, { timeout: 5000 }).toBe(1);
    expect(engine.of('quality.sampleDrawn')[0]?.actor).toEqual({ kind: 'system' });
  });
});

describe('scorecards', () => {
  const rules = () => foldOf().rules;
  const save = (cards: QualityRules['cards'], more: Partial<QualityRules> = {}): Promise<unknown> =>
    outcome(engine.desk.call('quality.saveRules', { based: rules().version, rules: { ...rules(), ...more, cards } }));
  const second = (): Scorecard => ({ id: 'card1', title: { 'zh-CN': '售后评分表' }, passMark: 60, fatalEffect: 'fail', causes: [], criteria: [{ id: 'item1', title: { 'zh-CN': '安抚' }, role: 'standard', kind: 'scale', weight: 10, mayNotApply: false }] });

  it('are several: each plan draws by its own, none a plan uses is retired, none is lost, and old reviews keep theirs', async () => {
    await draw();
    const [old] = drawn().reviews;
    if (old === undefined) return expect.fail('nothing drawn');
    expect(await outcome(people.chen.desk.call('quality.saveRules', { based: 1, rules: rules() }))).toBe('port.forbidden');
    expect(await save([...rules().cards, { ...second(), title: { 'zh-CN': '客服会话评分表' } }])).toBe('quality.cardNamedTwice');
    expect(await save([...rules().cards, second()])).toBe('done');
    expect(await save([...rules().cards], { version: 1 })).toBe('done');
    expect(await outcome(engine.desk.call('quality.saveRules', { based: 1, rules: rules() }))).toBe('quality.staleRules');

    await draw({ id: 'plan-0002', card: 'card1' }, 'sample-0002');
    const [first] = drawn().reviews;
    if (first === undefined) return expect.fail('nothing drawn');
    expect(await outcome(reviewerOf(first.reviewer).call('quality.score', { review: first.review, score: full }))).toBe('quality.badAnswer');
    await reviewerOf(first.reviewer).call('quality.score', { review: first.review, score: { answers: { item1: 3 } } });
    expect(engine.of('quality.reviewScored').at(-1)?.data).toMatchObject({ total: 60, isPassed: true });

    const retired = (id: string): QualityRules['cards'] => rules().cards.map((card) => (card.id === id ? { ...card, isRetired: true } : card));
    expect(await save(retired('service'))).toBe('quality.cardPlanned');
    expect(await save(rules().cards.filter(({ id }) => id !== 'service'))).toBe('quality.cardMissing');
    await people.chen.desk.call('quality.savePlan', { plan: plan({ card: 'card1' }) });
    expect(await save(retired('service'))).toBe('done');
    expect(await outcome(people.chen.desk.call('quality.savePlan', { plan: plan() }))).toBe('quality.unknownCard');
    await reviewerOf(old.reviewer).call('quality.score', { review: old.review, score: full });
    expect(engine.of('quality.reviewScored').at(-1)?.data).toMatchObject({ total: 65.9 });
  });

  it('are drawn for the accounts a plan names', async () => {
    expect(await outcome(people.chen.desk.call('quality.savePlan', { plan: plan({ accounts: ['acc-none' as AccountId] }) }))).toBe('account.unknown'); // test id
    await people.chen.desk.call('quality.savePlan', { plan: plan({ accounts: [engine.account] }) });
    const preview = await people.chen.desk.call('quality.preview', { plan: plan({ accounts: [engine.account] }), from: 0, to: engine.clock.now() + 1 });
    expect(preview.agents).toMatchObject([{ contacts: 3, drawn: 1 }]);
    expect((await people.chen.desk.call('quality.preview', { plan: plan({ accounts: ['acc-none' as AccountId] }), from: 0, to: engine.clock.now() + 1 })).agents).toEqual([]); // test id
  });
});

describe('a review', () => {
  it('is scored once by its reviewer, told, appealed in time, decided by another; every step stays', async () => {
    await draw();
    const [first] = drawn().reviews;
    if (first === undefined) return expect.fail('nothing drawn');
    const scorer = reviewerOf(first.reviewer);
    const other = first.reviewer === people.chen.id ? people.sun.desk : people.chen.desk;
    const { review } = first;
    expect(await outcome(people.agent.desk.call('quality.appeal', { review, reason: '早了' }))).toBe('quality.notScored');
    expect(await outcome(scorer.call('quality.score', { review, score: { answers: { response: 4 } } }))).toBe('quality.unanswered');
    await scorer.call('quality.score', { review, score: full });
    // 15·4 + 20·5 + 20·3 + 20·1 + 10·4 = 280 fifths of 85·5.
    expect(engine.of('quality.reviewScored').at(-1)?.data).toMatchObject({ total: 65.9, isPassed: false });
    expect(await outcome(scorer.call('quality.score', { review, score: full }))).toBe('quality.notOpen');
    expect(await outcome(other.call('quality.acknowledge', { review }))).toBe('quality.notYours');
    await people.agent.desk.call('quality.appeal', { review, reason: '当时是活动价' });
    expect(await outcome(people.agent.desk.call('quality.appeal', { review, reason: '再来' }))).toBe('quality.appealedBefore');
    expect(await outcome(scorer.call('quality.decideAppeal', { review, verdict: 'upheld', reason: '我说了算' }))).toBe('quality.ownAppeal');
    await other.call('quality.decideAppeal', { review, verdict: 'changed', reason: '核实', score: { answers: { ...full.answers, compliance: 5 } } });
    expect(engine.of('quality.appealDecided').at(-1)?.data.changed).toMatchObject({ total: 84.7, isPassed: true });
    expect(await outcome(other.call('quality.decideAppeal', { review, verdict: 'voided', reason: '又' }))).toBe('quality.noAppeal');
    // The fold says the same after it was made again from what a snapshot keeps.
    const json = JSON.stringify(new QualityFold(JSON.parse(JSON.stringify(foldOf().toJson())) as never).toJson());
    expect(json).toBe(JSON.stringify(foldOf().toJson()));
  });

  it('cannot be appealed after the set days', async () => {
    await draw();
    const [first] = drawn().reviews;
    if (first === undefined) return expect.fail('nothing drawn');
    await reviewerOf(first.reviewer).call('quality.score', { review: first.review, score: full });
    await engine.clock.advance(7 * 24 * 3_600_000 + 1000);
    expect(await outcome(people.agent.desk.call('quality.appeal', { review: first.review, reason: '太晚' }))).toBe('quality.appealOver');
    await people.agent.desk.call('quality.acknowledge', { review: first.review });
  });

  it('can be scored twice blind and calibrated; the reference waits for everybody', async () => {
    await draw({ doubleShare: 100 });
    const { reviews } = drawn();
    expect(reviews.map(({ kind }) => kind)).toEqual(['first', 'second']);
    for (const { review, reviewer } of reviews) await reviewerOf(reviewer).call('quality.score', { review, score: full });
    expect(await outcome(people.agent.desk.call('quality.acknowledge', { review: reviews[1]?.review ?? '' }))).toBe('quality.notYours');
    await people.chen.desk.call('quality.calibrate', { sample: 'sample-cal1', review: reviews[0]?.review ?? '', reviewers: [people.chen.id, people.sun.id] });
    const calibration = drawn().reviews;
    expect(calibration.map(({ kind, contact: { first } }) => [kind, first])).toEqual([['calibration', reviews[0]?.contact.first], ['calibration', reviews[0]?.contact.first]]);
    await people.chen.desk.call('quality.score', { review: 'sample-cal1-1', score: full });
    expect(await outcome(people.chen.desk.call('quality.noteReference', { sample: 'sample-cal1', score: full }))).toBe('quality.notAllIn');
    await people.sun.desk.call('quality.score', { review: 'sample-cal1-2', score: { answers: { ...full.answers, compliance: 4 } } });
    expect(await outcome(people.chen.desk.call('quality.noteReference', { sample: 'sample-cal1', score: full }))).toBe('done');
  });
});

describe('a training card', () => {
  it('covers numbers and the customer\'s name before it is kept, and takes lines of its own conversation only', async () => {
    const [said] = engine.of('message.received');
    const seqs = engine.disk.entries.filter(({ conversation, type }) => conversation === engine.chat('a') && (type === 'message.received' || type === 'reply.queued')).map(({ seq }) => seq);
    await people.chen.desk.call('quality.saveTraining', { training: 'training-0001', kind: 'good', title: '迎客', note: '', conversation: engine.chat('a'), lines: [...seqs, 1] });
    expect(engine.of('quality.trainingSaved')[0]?.data.lines).toEqual([{ side: 'in', text: '我是**，电话 138 **** 5678' }, { side: 'out', text: '在的' }]);
    expect(await outcome(people.chen.desk.call('quality.saveTraining', { training: 'training-0002', kind: 'good', title: '空', note: '', conversation: engine.chat('b'), lines: [said?.seq ?? 1] }))).toBe('quality.noLines');
    expect(await outcome(people.agent.desk.call('quality.retireTraining', { training: 'training-0001' }))).toBe('port.forbidden');
  });
});

const foldOf = (): QualityFold => {
  const fold = new QualityFold();
  for (const entry of engine.disk.entries) fold.apply(entry);
  return fold;
};
