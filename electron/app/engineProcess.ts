/** One life of the engine: an Electron utility process with its messages. Starting it again is the supervisor's. */
import { utilityProcess, type MessagePortMain } from 'electron';
import type { FromMain, ToMain } from '#shared/ipc/engineBoot';

export type EngineProcess = {
  readonly pid: () => number | undefined;
  readonly post: (message: FromMain, ports?: readonly MessagePortMain[]) => void;
  readonly kill: () => void;
};

export type EngineListeners = {
  readonly onSpawn: () => void;
  readonly onMessage: (message: ToMain) => void;
  readonly onOutput: (text: string) => void;
  /** Last call of this life. */
  readonly onExit: (code: number) => void;
};

export const spawnEngine = (file: string, listeners: EngineListeners): EngineProcess => {
  const child = utilityProcess.fork(file, [], { serviceName: 'Zuoxi engine', stdio: 'pipe' });
  let hasExited = false;
  child.once('spawn', listeners.onSpawn);
  child.on('message', (message: ToMain) => { if (!hasExited) listeners.onMessage(message); });
  child.once('exit', (code) => { hasExited = true; listeners.onExit(code); });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { listeners.onOutput(chunk.toString('utf8')); });
  return {
    pid: () => child.pid,
    post: (message, ports = []) => { if (!hasExited) child.postMessage(message, [...ports]); },
    kill: () => { child.kill(); },
  };
};
