import { insertIntoComposer } from '../../state/composerDoor';
import { chooseAccount, chooseFacet } from '../../state/filters';
import { runAction } from '../../state/keys';
import { openTab } from '../../state/tabs';
import { closeSwitcher, showDesk, showHelp } from '../../state/view';
import { keyOfItem, type PaletteItem } from './matches';
import { noteChosen } from './recentItems';

/** What Enter does. The palette is closed first, so that a command finds the focus where it was. */
export const runItem = (item: PaletteItem): void => {
  closeSwitcher();
  noteChosen(keyOfItem(item), Date.now());
  switch (item.kind) {
    case 'conversation':
      showDesk();
      openTab(item.row.id);
      break;
    case 'command': afterClosing(() => runAction(item.action)); break;
    case 'wording': afterClosing(() => insertIntoComposer(item.row.id)); break;
    case 'account':
      showDesk();
      chooseAccount(item.row.id);
      break;
    case 'page': item.page.open(); break;
    case 'person':
      showDesk();
      chooseFacet('assignee', item.row.id);
      break;
    case 'help': showHelp(item.topic); break;
  }
};

/** The dialog gives the focus back when it is gone from the page. */
const afterClosing = (act: () => void): void => { requestAnimationFrame(() => act()); };
