import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Secrets, Settings } from '#shared/domain/account';
import { freePort, startTcpProxy, type TcpProxy } from '../tcpProxy';
import { CUSTOMER_DOMAIN, prosodyConfig, SEAT_DOMAIN, type ProsodyPlace } from './prosodyConfig';

const run = promisify(execFile);

export type ProsodyOptions = {
  /** Bare JIDs on `seat.localhost` or `guest.localhost`; a name without `@` is a seat. Default: two seats, three customers. */
  readonly accounts?: readonly string[];
  /** What the seats' domain does about TLS on its plain port. Default `offered`. */
  readonly tls?: 'none' | 'offered' | 'required';
  readonly archive?: boolean;
  readonly carbons?: boolean;
  readonly streamManagement?: boolean;
  readonly upload?: boolean;
  readonly hibernationSeconds?: number;
};

export type Prosody = {
  readonly dir: string;
  readonly pid: () => number;
  /** Ports of the server itself, past the proxy. */
  readonly ports: { readonly c2s: number; readonly tls: number; readonly http: number };
  /** The link every address of `settingsOf` goes through: pause it, cut it. */
  readonly proxy: TcpProxy;
  /** Upper-case hex with colons, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly fingerprint: string;
  /** What a person would type into the account form for this seat. */
  readonly settingsOf: (jid: string) => { readonly settings: Settings; readonly secrets: Secrets };
  readonly passwordOf: (jid: string) => string;
  /** Adds an account while the server runs or not. */
  readonly register: (jid: string) => Promise<void>;
  /** Cuts every client connection made through the proxy. */
  readonly cut: () => void;
  /** Ends the process by its id (SIGTERM, or SIGKILL for a crash) and starts it again on the same ports and data. */
  readonly restart: (options?: { readonly crash?: boolean; readonly wipeArchive?: boolean }) => Promise<void>;
  readonly log: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

const CANNOT_BIND = 'prosody could not bind';
const MISSING = 'The XMPP tests need a real Prosody. As root: apt-get install -y prosody lua-sec lua-dbi-sqlite3 openssl';
const DEFAULT_ACCOUNTS = [`agent1@${SEAT_DOMAIN}`, `agent2@${SEAT_DOMAIN}`, `li@${CUSTOMER_DOMAIN}`, `wang@${CUSTOMER_DOMAIN}`, `zhao@${CUSTOMER_DOMAIN}`];

const fullName = (jid: string): string => (jid.includes('@') ? jid : `${jid}@${SEAT_DOMAIN}`);
const passwordOf = (jid: string): string => `pass-密码-${fullName(jid).split('@')[0]}`;

/** Prosody's file names: everything but letters and digits as %xx. */
const fileWord = (word: string): string => [...Buffer.from(word)].map((byte) => (/[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`)).join('');

/** Writes the account as Prosody's own storage would; the password is hashed at the first login. */
const writeAccount = async (dir: string, jid: string): Promise<void> => {
  const [user = '', host = ''] = fullName(jid).split('@');
  const folder = join(dir, 'data', fileWord(host), 'accounts');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${fileWord(user)}.dat`), `return {\n\t["password"] = ${JSON.stringify(passwordOf(jid))};\n};\n`);
};

const writeCertificate = async (dir: string): Promise<string> => {
  const names = [SEAT_DOMAIN, CUSTOMER_DOMAIN, `upload.${SEAT_DOMAIN}`].map((name) => `DNS:${name}`).join(',');
  await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', `/CN=${SEAT_DOMAIN}`, '-addext', `subjectAltName=${names}`,
    '-keyout', join(dir, 'certs', 'peer.key'), '-out', join(dir, 'certs', 'peer.crt')]);
  return new X509Certificate(await readFile(join(dir, 'certs', 'peer.crt'))).fingerprint256;
};

/** Resolves when the log says every port of `place` is served; rejects when the process ends first or cannot bind. */
const untilReady = (child: ChildProcess, place: ProsodyPlace, from: number): Promise<void> => new Promise((resolve, reject) => {
  const file = join(place.dir, 'prosody.log');
  const wanted = [place.c2s, place.tls, place.http].map((port) => `:${port}`);
  let output = '';
  child.stderr?.on('data', (bytes: Buffer) => { output += bytes.toString('utf8'); });
  child.stdout?.on('data', (bytes: Buffer) => { output += bytes.toString('utf8'); });
  const watcher = watch(place.dir, () => { void look(); });
  const end = (error?: Error): void => { watcher.close(); child.off('exit', onExit); if (error) reject(error); else resolve(); };
  const onExit = (code: number | null): void => end(new Error(`prosody ended with ${code} before it was ready: ${output}`));
  const look = async (): Promise<void> => {
    const text = (await readFile(file, 'utf8').catch(() => '')).slice(from);
    const lines = text.split('\n');
    if (lines.some((line) => line.includes('Failed to open server port'))) end(new Error(`${CANNOT_BIND}: ${text}`));
    const served = lines.filter((line) => line.includes('Activated service')).join('\n');
    if (wanted.every((port) => served.includes(port))) end();
  };
  child.once('exit', onExit);
  void look();
});

const launch = async (place: ProsodyPlace): Promise<ChildProcess> => {
  const file = join(place.dir, 'prosody.log');
  const from = (await readFile(file, 'utf8').catch(() => '')).length;
  const child = spawn('prosody', ['-F', '--config', join(place.dir, 'prosody.cfg.lua')], { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    await untilReady(child, place, from);
    return child;
  } catch (error) {
    await end(child, 'SIGKILL');
    throw error;
  }
};

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) { resolve(); return; }
  child.once('exit', () => resolve());
  child.kill(signal);
});

const BIND_TRIES = 5;

/** Between asking for a free port and Prosody's taking it somebody else may have: then on other ports. */
const launchSomewhere = async (dir: string, options: ProsodyOptions, tries = BIND_TRIES): Promise<{ readonly child: ChildProcess; readonly place: ProsodyPlace }> => {
  const place: ProsodyPlace = { dir, c2s: await freePort(), tls: await freePort(), http: await freePort() };
  await writeFile(join(dir, 'prosody.cfg.lua'), prosodyConfig(place, options));
  try {
    return { child: await launch(place), place };
  } catch (error) {
    if (tries <= 1 || !(error instanceof Error) || !error.message.startsWith(CANNOT_BIND)) throw error;
    return launchSomewhere(dir, options, tries - 1);
  }
};

/** Starts a real Prosody in a temporary folder on free loopback ports and waits until it serves. */
export const startProsody = async (options: ProsodyOptions = {}): Promise<Prosody> => {
  if (!['/usr/bin/prosody', '/usr/sbin/prosody', '/usr/local/bin/prosody'].some((path) => existsSync(path))) throw new Error(MISSING);
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-prosody-'));
  await mkdir(join(dir, 'data'));
  await mkdir(join(dir, 'certs'));
  await (await open(join(dir, 'prosody.log'), 'a')).close();
  const fingerprint = await writeCertificate(dir);
  for (const jid of options.accounts ?? DEFAULT_ACCOUNTS) await writeAccount(dir, jid);
  const started = await launchSomewhere(dir, options);
  const { place } = started;
  let { child } = started;
  const proxy = await startTcpProxy(place.c2s);
  return {
    dir,
    pid: () => child.pid ?? 0,
    ports: { c2s: place.c2s, tls: place.tls, http: place.http },
    proxy,
    fingerprint,
    settingsOf: (jid) => ({
      settings: { jid: fullName(jid), service: `xmpp://127.0.0.1:${proxy.port}`, ...(options.tls === 'none' || !fullName(jid).endsWith(`@${SEAT_DOMAIN}`) ? {} : { fingerprint }) },
      secrets: { password: passwordOf(jid) },
    }),
    passwordOf,
    register: (jid) => writeAccount(dir, jid),
    cut: proxy.cut,
    restart: async ({ crash = false, wipeArchive = false } = {}) => {
      await end(child, crash ? 'SIGKILL' : 'SIGTERM');
      if (wipeArchive) for (const ending of ['', '-wal', '-shm']) await rm(join(dir, 'data', `archive.sqlite${ending}`), { force: true });
      child = await launch(place);
    },
    log: () => readFile(join(dir, 'prosody.log'), 'utf8'),
    stop: async () => {
      await proxy.close();
      await end(child, 'SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
  };
};
