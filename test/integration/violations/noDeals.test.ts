/** Two whole months without a deal [RUL-2], on a clock moved over the turn of the year. */
import { describe, expect, it } from 'vitest';
import type { LeaveId, PersonId } from '#shared/domain/ids';
import type { MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom } from '#test/kit/scriptedChannel';
import { hire, seats } from '#test/kit/seats';

const DAY = 86_400_000;
const china = (text: string): number => Date.parse(`${text}+08:00`);
const { seatOf, start, end } = seats();
const until = (engine: MemoryEngine, text: string): Promise<void> => engine.clock.advance(china(text) - engine.clock.now());
const sells = async (engine: MemoryEngine, person: PersonId, name: string): Promise<void> => {
  await engine.script.emit(messageFrom(name, '我要这件', { at: engine.clock.now() }));
  await engine.openDesk({ id: person, role: 'agent' }).call('conversation.close', { conversation: engine.chat(name), reason: 'dealt' });
};
const found = (engine: MemoryEngine) => engine.of('violation.proposed').map(({ data }) => data).filter(({ rule }) => rule === 'noDeal');

describe('two months without a deal', () => {
  it('are whole months across the year end: who sold, who came later and who sold in the first minute are left out', async () => {
    const engine = await start(await seatOf(), china('2025-10-20T10:00'));
    const [sold, idle, early, fresh] = [await hire(engine, '周宁'), await hire(engine, '林小雨'), await hire(engine, '高远'), await hire(engine, '秦岚')];
    await sells(engine, idle, 'october');
    await until(engine, '2025-11-01T00:00:30');
    await sells(engine, early, 'first-minute');
    const late = await hire(engine, '后来的人');
    await until(engine, '2025-12-31T23:50');
    await sells(engine, sold, 'last-minute');
    expect(found(engine)).toEqual([]);
    await until(engine, '2026-01-01T00:10');
    expect(found(engine).map(({ person, month, clause, kind, fen, detail }) => [person, month, clause, kind, fen, detail?.['months']])).toEqual([
      [idle, '2025-12', 'REG-8', 'noDeal', 0, 2], [fresh, '2025-12', 'REG-8', 'noDeal', 0, 2],
    ]);
    // The last deal before, or the day they came: what the months are counted against.
    expect(found(engine).map(({ evidence }) => engine.disk.entries.find(({ seq }) => seq === evidence[0]?.seq)?.type)).toEqual(['conversation.closed', 'person.added']);
    // Nobody is put up for December twice; who came on the first of November is, for December and January.
    await until(engine, '2026-02-01T00:10');
    expect(found(engine).slice(2).map(({ person, month }) => [person, month])).toEqual([[early, '2026-01'], [late, '2026-01']]);
    await until(engine, '2026-03-01T00:10');
    expect(found(engine).slice(4).map(({ person, month }) => [person, month])).toEqual([[sold, '2026-02'], [idle, '2026-02'], [fresh, '2026-02']]);
  });

  it('are found once, though the desk was closed over the turn of the year and is started twice', async () => {
    const seat = await seatOf();
    let engine = await start(seat, china('2025-10-20T10:00'));
    const person = await hire(engine, '周宁');
    await until(engine, '2025-12-30T10:00');
    await end(engine);
    for (const at of ['2026-01-04T09:00', '2026-01-20T09:00']) {
      engine = await start(seat, china(at));
      await engine.clock.advance(DAY);
      expect(found(engine).map((each) => [each.person, each.month])).toEqual([[person, '2025-12']]);
      await end(engine);
    }
  });

  it('count no deal that was taken back (bug: close as sold, reopen, and be safe)', async () => {
    const engine = await start(await seatOf(), china('2025-10-20T10:00'));
    const person = await hire(engine, '周宁');
    await until(engine, '2025-11-10T10:00');
    await sells(engine, person, 'c1');
    await engine.openDesk({ id: person, role: 'agent' }).call('conversation.reopen', { conversation: engine.chat('c1') });
    await until(engine, '2026-01-01T00:10');
    expect(found(engine).map((each) => each.person)).toEqual([person]);
  });

  it('are not asked of a supervisor, nor at once of who was made an agent (bug: judged for months in another role)', async () => {
    const engine = await start(await seatOf(), china('2025-10-20T10:00'));
    const person = await hire(engine, '周宁');
    await engine.desk.call('person.setRole', { person, role: 'supervisor', reason: '任命' });
    await until(engine, '2025-12-20T10:00');
    await engine.desk.call('person.setRole', { person, role: 'agent', reason: '轮岗' });
    await until(engine, '2026-02-01T00:10');
    expect(found(engine)).toEqual([]);
    await until(engine, '2026-03-01T00:10');
    expect(found(engine).map(({ month }) => month)).toEqual(['2026-02']);
  });

  it('are excused by leave for all of them, and not by one day at their end (bug: New Year\'s Eve off wipes two months)', async () => {
    const engine = await start(await seatOf(), china('2025-10-20T10:00'));
    const [away, eve] = [await hire(engine, '周宁'), await hire(engine, '林小雨')];
    const leave = (id: string, person: PersonId, from: string, to: string): Promise<void> =>
      engine.desk.call('leave.ask', { leave: id as LeaveId, person, kind: 'personal', from: china(from), to: china(to), reason: '家中有事' });
    await leave('leave-00001', away, '2025-11-01T00:00', '2026-01-01T00:00');
    await leave('leave-00002', eve, '2025-12-31T00:00', '2026-01-01T00:00');
    await until(engine, '2026-01-01T00:10');
    expect(found(engine).map(({ person, excuses }) => [person, excuses.map(({ kind }) => kind)])).toEqual([[eve, ['leave']]]);
  });
});
