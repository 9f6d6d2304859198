import { useMemo } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import type { WordingRow } from '../../archive/schema/rows';
import { adminPages } from '../../admin/adminPages';
import { useDeskData } from '../../desk/shell/DeskData';
import { useT } from '../../i18n/useT';
import { hasComposer } from '../../state/composerDoor';
import { channelName } from '../../state/forms';
import { availableActions } from '../../state/keys';
import { useRole } from '../../state/session';
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

/** Everything the palette offers at this moment. */
export const usePaletteSources = (): PaletteSources => {
  const t = useT();
  const { everyone, accounts, accountById } = useDeskData();
  const wordings = usePickable();
  const people = usePeople();
  const role = useRole();
  return useMemo(() => {
    const pages: readonly PalettePage[] = [
      ...navItems.filter(({ roles }) => roles.includes(role)).map(({ screen }) => ({ id: screen, name: t(`nav.${screen}`), screen })),
      ...adminPages.filter(({ roles }) => roles.includes(role)).map(({ page }) => ({ id: page, name: t(`admin.${page}`), screen: 'admin' as const, place: page })),
    ];
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
