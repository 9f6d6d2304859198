/** Connects once, learns who we are, and leaves nothing behind. */
import { AppError, toWireError } from '#shared/domain/errors';
import type { Secrets, Settings } from '#shared/domain/account';
import type { TestOutcome } from '#shared/ipc/deskRoutes';
import { realClock } from '../../platform/clock';
import { parseGuarded } from '../kit/guardedJson';
import { createApi } from './api';
import { parseConfig } from './config';
import { sortFrame } from './frame';
import { isTokenRefusal } from './retcodes';
import { askIdentity, askOnline, askVersion } from './session';
import { isBadToken } from './state';
import { createTransport } from './transport';

const FORWARD_MS = 15_000;
/** Gateways dial again every 3 to 5 seconds. */
const REVERSE_MS = 20_000;

const badToken = new AppError('onebot.badToken');

/** Never rejects. In reverse mode waits for a gateway to dial in. */
export const testConnection = async (settings: Settings, secrets: Secrets, signal: AbortSignal): Promise<TestOutcome> => {
  const clock = realClock;
  const api = createApi(clock);
  let stop = async (): Promise<void> => undefined;
  const ask = async (): Promise<TestOutcome> => {
    const { self, nickname } = await askIdentity(api);
    const [details, isOnline] = [await askVersion(api), await askOnline(api)];
    if (isOnline === false) throw new AppError('onebot.qqOffline');
    return { ok: true, self, nickname, details };
  };
  try {
    const config = parseConfig(settings, secrets);
    const outcome = await new Promise<TestOutcome>((resolve, reject) => {
      const limit = config.mode === 'reverse' ? REVERSE_MS : FORWARD_MS;
      const stopTimer = clock.after(limit, () => reject(config.mode === 'reverse' ? new AppError('onebot.nobodyCame', { port: config.port }) : new AppError('channel.connectTimeout')));
      signal.addEventListener('abort', () => reject(new AppError('channel.aborted')), { once: true });
      const transport = createTransport(config, clock, {
        onOpen: (link, { role }) => {
          if (role === 'event') return;
          api.attach(link);
          ask().then(resolve, reject);
        },
        onText: (_link, text) => {
          const parsed = parseGuarded(text);
          const frame = parsed.ok ? sortFrame(parsed.value) : undefined;
          if (frame?.kind === 'reply' && !api.answer(frame.reply) && isTokenRefusal(frame.reply)) reject(badToken);
        },
        onEnd: (end) => {
          reject(isBadToken(end, false) ? badToken : new AppError(end.code, end.data));
          return 'stop';
        },
        onListening: () => undefined,
        onBroken: reject,
        onTurnedAway: (code, path) => reject(new AppError(code, { path })),
      });
      stop = async () => { stopTimer(); api.attach(undefined); await transport.stop(); };
      if (signal.aborted) reject(new AppError('channel.aborted'));
      else transport.start();
    });
    return outcome;
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  } finally {
    await stop();
  }
};
