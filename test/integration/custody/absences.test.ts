/** Absences on shift, over restarts and crashes: each once. The kit's clock begins on Thursday 2025-10-09 at 16:53 in China, on shift. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLifeSign } from '#electron/engine/custody/lifeSign';
import type { LeaveId, PersonId } from '#shared/domain/ids';
import type { MemoryEngine } from '#test/kit/memoryEngine';
import type { MemoryDisk } from '#test/kit/memoryLedger';
import { seats, type Seat } from '#test/kit/seats';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { seatOf, start, forget } = seats();
const issued = async (seat: Seat): Promise<MemoryEngine> => {
  const engine = await start(seat);
  await engine.script.online();
  await engine.desk.call('account.issue', { account: engine.account, person: engine.engine.person()?.id as PersonId }); // the set-up made one
  return engine;
};
const absences = ({ entries }: MemoryDisk) => entries.flatMap((entry) => (entry.type === 'absence.noted' ? [{ kind: entry.data.kind, minutes: entry.data.shiftMs / MINUTE, closes: entry.data.closes }] : []));

describe('an account off line on shift', () => {
  it('is none while its holder is on leave or has the day off (bug: the sick are recorded as absent)', async () => {
    const seat = await seatOf();
    const engine = await issued(seat);
    const person = engine.engine.person()?.id as PersonId; // the set-up made one
    await engine.desk.call('leave.ask', { leave: 'leave-0001' as LeaveId, person, kind: 'sick', from: engine.clock.now(), to: engine.clock.now() + HOUR, reason: '发烧' });
    await engine.desk.call('leave.decide', { leave: 'leave-0001' as LeaveId, verdict: 'approved' }); // nobody else could
    engine.script.status('offline', 'link.lost');
    await engine.clock.advance(20 * MINUTE);
    engine.script.status('online');
    await engine.clock.advance(MINUTE);
    expect(absences(seat.disk)).toEqual([]);
  });

  it('is recorded once when it is back, and not when it only blinked or nobody holds it', async () => {
    const seat = await seatOf();
    const engine = await issued(seat);
    engine.script.status('offline', 'link.lost');
    await engine.clock.advance(2 * MINUTE);
    engine.script.status('online');
    await engine.clock.advance(MINUTE);
    expect(absences(seat.disk)).toEqual([]);
    const from = engine.clock.now();
    engine.script.status('offline', 'link.lost');
    await engine.clock.advance(20 * MINUTE);
    engine.script.status('online');
    await engine.clock.advance(MINUTE);
    expect(absences(seat.disk)).toEqual([{ kind: 'account', minutes: 20, closes: true }]);
    expect(engine.of('absence.noted')[0]?.data).toMatchObject({ person: engine.engine.person()?.id, from, to: from + 20 * MINUTE, clause: 'ACC-4' });
    await engine.desk.call('account.takeBack', { account: engine.account });
    engine.script.status('offline', 'link.lost');
    await engine.clock.advance(20 * MINUTE);
    engine.script.status('online');
    await engine.clock.advance(MINUTE);
    expect(absences(seat.disk)).toHaveLength(1);
  });

  it('is recorded once a day while it lasts, without the hours off shift', async () => {
    const seat = await seatOf();
    const engine = await issued(seat);
    engine.script.status('badCredentials', 'login.refused'); // 16:53: 67 minutes to 18:00, four hours in the evening
    await engine.clock.advance(8 * HOUR);
    expect(absences(seat.disk)).toHaveLength(1);
    expect(absences(seat.disk)[0]).toMatchObject({ closes: false });
    expect(Math.round(absences(seat.disk)[0]?.minutes ?? 0)).toBe(67 + 240);
    await engine.clock.advance(9 * HOUR); // 09:53 of the next day
    engine.script.status('online');
    await engine.clock.advance(MINUTE);
    expect(absences(seat.disk).map(({ closes }) => closes)).toEqual([false, true]);
    expect(Math.round(absences(seat.disk)[1]?.minutes ?? 0)).toBe(53);
  });

  it('that a crash cut short ends with the last sign of life; the rest is the desk\'s, and nothing is told again at the next start', async () => {
    const seat = await seatOf();
    const engine = await issued(seat);
    const me = engine.engine.person()?.id ?? '';
    await engine.engine.recordSession({ type: 'session.opened', data: { person: me, how: 'signIn', at: engine.clock.now() } } as Parameters<typeof engine.engine.recordSession>[0]); // ids of the roster are strings
    engine.script.status('offline', 'link.lost');
    await engine.clock.advance(10 * MINUTE);
    await expect.poll(() => readLifeSign(join(seat.dataDir, 'state'))).toBe(engine.clock.now());
    engine.ledger.kill();
    forget(engine);
    const again = await start(seat, engine.clock.now() + 15 * MINUTE);
    await again.script.online();
    await again.clock.advance(MINUTE);
    const told = absences(seat.disk);
    expect(told.map(({ kind }) => kind).sort()).toEqual(['account', 'desk']);
    expect(told.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(25); // not a minute twice
    await again.stop();
    const third = await start(seat, again.clock.now() + MINUTE);
    await third.script.online();
    await third.clock.advance(5 * MINUTE);
    expect(absences(seat.disk)).toEqual(told);
  });
});

describe('a seat', () => {
  it('that was left on shift is empty until somebody sits down; a lock or a change of person empties none', async () => {
    const seat = await seatOf();
    const engine = await start(seat);
    const me = engine.engine.person()?.id ?? '';
    const session = (fact: object) => engine.engine.recordSession(fact as Parameters<typeof engine.engine.recordSession>[0]); // as main would send it
    await session({ type: 'session.opened', data: { person: me, how: 'signIn', at: engine.clock.now() } });
    for (const why of ['lock', 'switch', 'signOut']) {
      await session({ type: 'session.closed', data: { person: me, why, at: engine.clock.now() } });
      await engine.clock.advance(10 * MINUTE);
      await session({ type: 'session.opened', data: { person: me, how: 'signIn', at: engine.clock.now() } });
      await engine.clock.advance(1000);
    }
    expect(absences(seat.disk)).toEqual([{ kind: 'seat', minutes: 10, closes: true }]);
  });
});
