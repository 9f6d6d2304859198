/** Introduces a window and the engine: one pair of channels each time, and nothing passes through here after. */
import { MessageChannelMain, type WebContents } from 'electron';
import { PORT_MESSAGE } from '#shared/ipc/appChannel';
import type { EngineSupervisor, PortName } from './engineSupervisor';
import type { Session } from './session';

export type PortBroker = {
  /** A window asked. It gets what the engine serves already; the rest follows when it does. */
  readonly request: (window: WebContents) => void;
  /** The engine started anew or another person signed in: every window that asked before gets such ports anew. */
  readonly renew: (ports: readonly PortName[]) => void;
};

/** A desk port is for the person who sits here; without one there is none to give. The archive port only reads. */
export const createPortBroker = (engine: () => EngineSupervisor, session: () => Session): PortBroker => {
  const asked = new Set<WebContents>();
  const give = (window: WebContents, ports: readonly PortName[]): void => {
    for (const port of ports) {
      const person = port === 'desk' ? session().deskPerson() : null;
      if (person === undefined) continue;
      const { port1, port2 } = new MessageChannelMain();
      if (engine().introduce(port, port1, person)) window.postMessage(PORT_MESSAGE, { port }, [port2]);
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
      give(window, ['archive', 'desk']);
    },
    renew: (ports) => { for (const window of asked) give(window, ports); },
  };
};
