import { startArchive } from '../archive/queries/connection';
import { keepDesk } from '../archive/queries/keepDesk';
import { startSearch } from '../archive/search/searchClient';
import { onPort, takePort } from '../bridge/ports';
import { warmDesk } from '../desk/shell/warmDesk';

/** Opens what the window reads. `hasDesk`: also reads and judges what the desk begins with, while somebody types a password at its door. Call once. */
export const openArchive = (hasDesk: boolean): void => {
  const archive = startArchive(() => takePort('archive'));
  startSearch();
  onPort('archive', archive.givePort);
  if (hasDesk) void keepDesk().then(warmDesk);
};
