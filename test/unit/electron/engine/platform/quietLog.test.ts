import { describe, expect, it } from 'vitest';
import { quietLogger } from '#electron/engine/platform/quietLog';

const open = () => {
  const lines: (readonly [string, string, unknown])[] = [];
  const at = (level: string) => (message: string, facts?: unknown): void => { lines.push([level, message, facts]); };
  let now = 1_000_000;
  const log = quietLogger({ info: at('info'), warn: at('warn'), error: at('error') }, () => now);
  return { lines, log, pass: (minutes: number) => { now += minutes * 60_000; } };
};

describe('a quiet log', () => {
  it('writes a cause once and later says how often it came (bug: a line per attempt fills the disk)', () => {
    const { lines, log, pass } = open();
    for (let n = 0; n < 1_000; n += 1) log.warn('link ended', { code: 'channel.refused' });
    log.warn('link ended', { code: 'channel.tls' });
    expect(lines).toEqual([['warn', 'link ended', { code: 'channel.refused' }], ['warn', 'link ended', { code: 'channel.tls' }]]);
    pass(11);
    log.warn('link ended', { code: 'channel.refused' });
    log.warn('link ended', { code: 'channel.refused' });
    expect(lines.at(-1)).toEqual(['warn', 'link ended', { code: 'channel.refused', repeated: 999 }]);
    expect(lines).toHaveLength(3);
  });

  it('bounds a message whose facts never repeat (bug: a peer that counts up its return codes floods the log)', () => {
    const { lines, log, pass } = open();
    for (let retcode = 0; retcode < 5_000; retcode += 1) log.info('answer nobody waits for', { retcode });
    expect(lines.length).toBeLessThanOrEqual(21);
    pass(11);
    log.info('answer nobody waits for', { retcode: 9 });
    expect(lines.length).toBeLessThanOrEqual(22);
  });

  it('keeps levels and words apart, and survives facts that cannot be written', () => {
    const { lines, log } = open();
    const round: { self?: unknown } = {};
    round.self = round;
    log.info('a', {});
    log.warn('a', {});
    log.warn('b', round);
    log.error('c', { big: 1n });
    expect(lines.map(([level, message]) => `${level} ${message}`)).toEqual(['info a', 'warn a', 'warn b', 'error c']);
  });
});
