/** The one door from the window to main: who asks, what is asked, and whether it is well formed. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { AppError, toWireError } from '#shared/domain/errors';
import { APP_CHANNEL, type Envelope } from '#shared/ipc/appChannel';
import { appRoutes } from '#shared/ipc/appRoutes';
import type { RouteOutput, RouteParsed } from '#shared/ipc/route';
import { isOurPage } from './hardening';
import type { MainLog } from './mainLog';

type AppMethod = keyof typeof appRoutes;

export type AppHandlers = {
  readonly [M in AppMethod]: (input: RouteParsed<(typeof appRoutes)[M]>, from: WebContents) => RouteOutput<(typeof appRoutes)[M]> | Promise<RouteOutput<(typeof appRoutes)[M]>>;
};

const isMethod = (method: unknown): method is AppMethod => typeof method === 'string' && Object.hasOwn(appRoutes, method);

/** Only the top frame of a page of ours; a frame inside it, or a page that slipped in, is nobody. */
const isTrusted = ({ senderFrame, sender }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url);

const answer = async <M extends AppMethod>(method: M, input: unknown, from: WebContents, handlers: AppHandlers): Promise<unknown> => {
  const parsed = appRoutes[method].input.safeParse(input);
  if (!parsed.success) throw new AppError('ipc.badInput', { method, path: parsed.error.issues[0]?.path.join('.') ?? '' });
  return handlers[method](parsed.data as RouteParsed<(typeof appRoutes)[M]>, from); // parsed by this very route one line above
};

/** Installs the handler. Every outcome is an envelope: the bridge never rejects. */
export const serveAppRoutes = (handlers: AppHandlers, log: MainLog): void => {
  ipcMain.handle(APP_CHANNEL, async (event, method: unknown, input: unknown): Promise<Envelope> => {
    try {
      if (!isTrusted(event)) throw new AppError('ipc.untrusted');
      if (!isMethod(method)) throw new AppError('ipc.unknownMethod');
      return { ok: true, value: await answer(method, input, event.sender, handlers) };
    } catch (error) {
      const wire = toWireError(error);
      log.error('ipc.failed', { method: isMethod(method) ? method : 'unknown', code: wire.code, ...(error instanceof AppError ? {} : { reason: String(error) }) });
      return { ok: false, error: wire };
    }
  });
};
