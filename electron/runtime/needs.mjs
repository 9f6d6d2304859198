// What the commands need from the system, why, how to see it, and which Debian or Ubuntu package brings it.
// The first package name the machine's package lists know is taken (Debian 13 and Ubuntu 24.04 renamed some).
const lib = (soname, ...packages) => ({ kind: 'library', name: soname, packages });
const program = (name, ...packages) => ({ kind: 'program', name, packages });
const file = (name, ...packages) => ({ kind: 'file', name, packages });

/** To show a window. */
const DESKTOP = [
  program('unzip', 'unzip'),
  lib('libgtk-3.so.0', 'libgtk-3-0', 'libgtk-3-0t64'),
  lib('libnss3.so', 'libnss3'),
  lib('libasound.so.2', 'libasound2', 'libasound2t64'),
  lib('libgbm.so.1', 'libgbm1'),
  lib('libXss.so.1', 'libxss1'),
  lib('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'),
  lib('libatspi.so.0', 'libatspi2.0-0', 'libatspi2.0-0t64'),
  lib('libcups.so.2', 'libcups2', 'libcups2t64'),
  lib('libdrm.so.2', 'libdrm2'),
  lib('libxkbcommon.so.0', 'libxkbcommon0'),
  lib('libXtst.so.6', 'libxtst6'),
  lib('libsecret-1.so.0', 'libsecret-1-0'),
  { kind: 'font', name: 'a font with Chinese characters', packages: ['fonts-noto-cjk'] },
];

/** To show a window where there is no screen. */
const DISPLAY = [program('Xvfb', 'xvfb')];

/** Real servers and desktop services that tests talk to. */
const TEST = [
  program('prosody', 'prosody'),
  file('/usr/share/lua/5.4/ssl.lua', 'lua-sec'),
  program('dbus-daemon', 'dbus-daemon', 'dbus'),
  program('dbus-send', 'dbus-bin', 'dbus'),
  program('gnome-keyring-daemon', 'gnome-keyring'),
  program('setpriv', 'util-linux'),
];

/** To build installers without a network. */
const DIST = [program('7za', 'p7zip-full', '7zip'), program('dpkg-deb', 'dpkg')];

export const NEEDS = { desktop: DESKTOP, display: DISPLAY, test: TEST, dist: DIST };
