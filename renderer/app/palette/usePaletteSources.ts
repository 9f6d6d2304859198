import { useMemo } from 'react';
import type { Role } from '#shared/domain/person';
import { usePeople } from '../../archive/queries/usePeople';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { adminPages } from '../../admin/adminPages';
import { useDeskData } from '../../desk/shell/DeskData';
import type { Translate } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { minePages } from '../../mine/minePages';
import { supervisionPages } from '../../supervision/supervisionPages';
import { hasComposer } from '../../state/composerDoor';
import { channelName } from '../../state/forms';
import { availableActions } from '../../state/keys';
import { useRole } from '../../state/session';
import { showAdmin, showMine, showScreen, showSupervision } from '../../state/view';
import { useTabs } from '../../state/tabs';
import { helpTopics } from '../../state/helpTopics';
import { navItems } from '../navItems';
import { chosenAt } from './recentItems';
import type { PalettePage, PaletteSources } from './matches';
import { useOffered } from '../../wordings/useOffered';

const noWordings: readonly WordingRow[] = [];

/** Wording this person may pick for the account on the screen; none where there is no composer to put it into. */
const usePickable = (): readonly WordingRow[] => {
  const { rowOf } = useDeskData();
  const active = useTabs((tabs) => tabs.active);
  const account = active === null ? undefined : rowOf(active)?.account;
  const offered = useOffered(account !== undefined, account);
  return hasComposer() ? offered : noWordings;
};

/** Every screen and page this role has, by the names they have on the screen. */
const pagesOf = (role: Role, t: Translate): readonly PalettePage[] => [
  ...navItems.filter(({ roles }) => roles.includes(role)).map(({ screen }) => ({ id: screen, name: t(`nav.${screen}`), open: () => showScreen(screen) })),
  ...supervisionPages.filter(({ roles }) => roles.includes(role)).map(({ page }) => ({ id: `supervision ${page}`, name: t(`supervision.${page}`), open: () => showSupervision(page) })),
  ...minePages.filter(({ roles }) => roles.includes(role)).map(({ page }) => ({ id: `mine ${page}`, name: t(`mine.${page}`), open: () => showMine(page) })),
  ...adminPages.filter(({ roles }) => roles.includes(role)).map(({ page }) => ({ id: `admin ${page}`, name: t(`admin.${page}`), open: () => showAdmin(page) })),
];

/** Everything the palette offers at this moment. */
export const usePaletteSources = (): PaletteSources => {
  const t = useT();
  const { everyone, accounts, accountById } = useDeskData();
  const wordings = usePickable();
  const people = usePeople();
  const role = useRole();
  return useMemo(() => {
    const pages = pagesOf(role, t);
    return {
      chosenAt, conversations: everyone, wordings, accounts, pages,
      accountWords: new Map([...accountById].map(([id, account]) => [id, [account.name, account.mark.code, channelName(account.channel)]])),
      // The palette itself is no command of its own.
      commands: availableActions().filter((action) => action !== 'jump').map((action) => ({ action, name: t(`key.${action}`) })),
      people: [...(people?.values() ?? [])],
      help: helpTopics.map((topic) => ({ topic, name: t(`manual.${topic}`) })),
    };
  }, [t, everyone, accounts, accountById, wordings, people, role]);
};
