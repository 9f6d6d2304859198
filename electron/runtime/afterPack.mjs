// electron-builder hook: a given runtime folder is copied as it is, with the parts that only development needs.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const afterPack = ({ appOutDir, electronPlatformName }) => {
  const resources = electronPlatformName === 'darwin' ? null : join(appOutDir, 'resources');
  if (resources) rmSync(join(resources, 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
};
