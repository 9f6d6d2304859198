/** Introduces a window and the engine: one pair of channels each time, and nothing passes through here after. */
import { MessageChannelMain, type WebContents } from 'electron';
import { PORT_MESSAGE } from '#shared/ipc/appChannel';
import type { EngineSupervisor } from './engineSupervisor';

export type PortBroker = {
  /** A window asked. It gets its pair now, or as soon as the engine runs. */
  readonly request: (window: WebContents) => void;
  /** The engine started anew or another person signed in: every window that asked before gets a new pair. */
  readonly renew: () => void;
};

const PORTS = ['archive', 'desk'] as const;

export const createPortBroker = (engine: () => EngineSupervisor): PortBroker => {
  const asked = new Set<WebContents>();
  const give = (window: WebContents): void => {
    for (const port of PORTS) {
      const { port1, port2 } = new MessageChannelMain();
      if (!engine().introduce(port, port1)) return;
      window.postMessage(PORT_MESSAGE, { port }, [port2]);
    }
  };
  return {
    request: (window) => {
      if (!asked.has(window)) {
        asked.add(window);
        window.once('destroyed', () => { asked.delete(window); });
        // A page that reloads asks again by itself; until then it has nobody to hand a port to.
        window.on('render-process-gone', () => { asked.delete(window); });
      }
      give(window);
    },
    renew: () => { for (const window of asked) give(window); },
  };
};
