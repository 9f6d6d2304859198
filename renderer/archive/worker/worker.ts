import type { Wire } from '#shared/ipc/wire';
import { EARLY_ARCHIVE, MAIN_ARCHIVE } from '../schema/db';
import { ARCHIVE_CHANNEL, CHANGES_CHANNEL, type ArchiveChange, type ArchiveBroadcast, type FromWorker, type ToWorker } from './messages';
import { Projector } from './projector';

/** One writer per profile: the workers of other windows wait here until this one is gone. */
const WRITER_LOCK = 'zuoxi:archive-writer';

const wireOf = (port: MessagePort): Wire => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.onmessage = ({ data }: MessageEvent<unknown>) => listener(data);
  },
  onClose: (listener) => port.addEventListener('close', listener, { once: true }),
  close: () => port.close(),
});

const channel = new BroadcastChannel(ARCHIVE_CHANNEL);
const changes = new BroadcastChannel(CHANGES_CHANNEL);
const projector = new Projector({
  mainName: MAIN_ARCHIVE,
  earlyName: EARLY_ARCHIVE,
  generation: Date.now(),
  report: (state) => channel.postMessage({ state } satisfies ArchiveBroadcast),
  publish: (change) => {
    self.postMessage({ cmd: 'changed', change } satisfies FromWorker);
    changes.postMessage(change satisfies ArchiveChange);
  },
  needPort: () => self.postMessage({ cmd: 'needPort' } satisfies FromWorker),
});

channel.onmessage = ({ data }: MessageEvent<ArchiveBroadcast>) => {
  const state = 'ask' in data ? projector.lastReport() : undefined;
  if (state !== undefined) channel.postMessage({ state } satisfies ArchiveBroadcast);
};

self.onmessage = ({ data, ports }: MessageEvent<ToWorker>) => {
  const [port] = ports;
  if (data.cmd === 'port' && port !== undefined) projector.takePort(wireOf(port));
};

// Held until this worker ends; `run` never settles by itself.
void navigator.locks.request(WRITER_LOCK, () => projector.run());
