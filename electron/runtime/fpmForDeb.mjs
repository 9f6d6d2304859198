#!/usr/bin/env node
// Stands in for fpm where it cannot be downloaded (electron-builder's CUSTOM_FPM_PATH): understands the arguments
// electron-builder gives for a deb and hands them to dpkg-deb.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FLAGS = new Set(['--force', '--rpm-auto-add-directories', '--deb-no-default-config-files']);
const SCRIPTS = { 'before-install': 'preinst', 'after-install': 'postinst', 'before-remove': 'prerm', 'after-remove': 'postrm' };

/** `--key value`, `--key=value` and `-k value` become options; the rest is `source=target`. */
const readArguments = (argv) => {
  const options = {};
  const files = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index];
    if (FLAGS.has(word)) continue;
    if (!word.startsWith('-')) { files.push([word.slice(0, word.lastIndexOf('=')), word.slice(word.lastIndexOf('=') + 1)]); continue; }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const key = (equals > 0 ? word.slice(0, equals) : word).replace(/^-+/, '');
    options[key] = [...(options[key] ?? []), equals > 0 ? word.slice(equals + 1) : argv[++index]];
  }
  return { options, files };
};

const control = (options, size) => {
  const one = (key, otherwise = '') => options[key]?.[0] ?? otherwise;
  const [first, ...rest] = one('description', one('name')).trim().split('\n');
  const depends = [...(options.d ?? []), ...(options.depends ?? [])];
  return [
    `Package: ${one('name')}`, `Version: ${one('version')}`, `Architecture: ${one('architecture')}`, `Maintainer: ${one('maintainer')}`,
    `Installed-Size: ${size}`, ...(depends.length ? [`Depends: ${depends.join(', ')}`] : []),
    ...(options['deb-recommends'] ? [`Recommends: ${options['deb-recommends'].join(', ')}`] : []),
    `Section: ${one('category', 'misc')}`, 'Priority: optional', `Homepage: ${one('url')}`, `Description: ${first}`, ...rest.map((line) => ` ${line || '.'}`),
  ].join('\n');
};

const placeFiles = (files, root) => {
  for (const [source, target] of files) {
    const place = join(root, target);
    mkdirSync(dirname(place), { recursive: true });
    if (source.endsWith('/')) cpSync(source, place, { recursive: true, verbatimSymlinks: true });
    else { copyFileSync(source, place); chmodSync(place, 0o644); }
  }
  execFileSync('chmod', ['-R', 'go-w,a+rX', root]);
};

const { options, files } = readArguments(process.argv.slice(2));
if (options.t?.[0] !== 'deb') throw new Error(`only deb can be made here, not ${options.t?.[0]}`);
const root = mkdtempSync(join(tmpdir(), 'zuoxi-deb-'));
try {
  placeFiles(files, root);
  const size = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0];
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN', 'control'), `${control(options, size)}\n`);
  for (const [key, name] of Object.entries(SCRIPTS)) {
    if (!options[key]) continue;
    copyFileSync(options[key][0], join(root, 'DEBIAN', name));
    chmodSync(join(root, 'DEBIAN', name), 0o755);
  }
  const level = process.env.ZUOXI_DEB_LEVEL ?? '6';
  execFileSync('dpkg-deb', ['--root-owner-group', ...(level === '0' ? ['-Znone'] : ['-Zgzip', `-z${level}`]), '-b', root, options.package[0]], { stdio: ['ignore', 2, 2] });
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify({ path: options.package[0] })}\n`);
