// Child processes of the commands. Every child is ended with us, by its own handle.
import { spawn, spawnSync } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs to the end with our own streams; resolves with the exit code (128 when a signal ended it). A `detached` child
 * gets signals from us alone, not from the terminal as well.
 */
export const run = (program, args, { env = {}, cwd = ROOT, stdio = 'inherit', shell = false, timeout, detached = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio, shell, timeout, detached, env: { ...process.env, ...env } });
    // At most once: a second signal would end Electron at once instead of in order.
    let isForwarded = false;
    const forward = (signal) => {
      if (!isForwarded) child.kill(signal);
      isForwarded = true;
    };
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    const done = () => { process.off('SIGINT', forward); process.off('SIGTERM', forward); };
    child.once('error', (error) => { done(); reject(error); });
    child.once('exit', (code) => { done(); resolve(code ?? 128); });
  });

/** Runs to the end and gives back what it wrote; `status` is null when the program does not exist. */
export const capture = (program, args, { env = {}, cwd = ROOT, timeout } = {}) => {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8', timeout, env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  return { status: result.error ? null : result.status, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
};

/** npm with our Node, also when the command was not started by npm. */
export const npm = (args, options = {}) =>
  process.env.npm_execpath?.endsWith('.js')
    ? run(process.execPath, [process.env.npm_execpath, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });

/** A package's program by path: `node_modules/.bin` is not the same on every system. */
export const node = (args, options = {}) => run(process.execPath, args, options);
