import { useId } from 'react';
import { useT } from '../../i18n/useT';
import { Avatar } from '../../ui/Avatar';
import type { Colleague } from './mentions';
import type { MentionPopupState } from './useMentionPopup';
import styles from './NoteComposer.module.css';

/** Colleagues to tell, over the foot of the timeline; the text area keeps the focus. */
export const MentionPopup = ({ popup, onPick }: { readonly popup: MentionPopupState; readonly onPick: (colleague: Colleague) => void }) => {
  const t = useT();
  const id = useId();
  if (popup.trigger === null) return null;
  return (
    <div className={styles.mentions} role="dialog" aria-label={t('mention.popup')} data-testid="mention-popup" onMouseDown={(event) => event.preventDefault()}>
      {popup.matches.length === 0 ? <p className={styles.none}>{t('mention.alone')}</p> : (
        <ul role="listbox" aria-label={t('mention.popup')} aria-activedescendant={`${id}-${popup.active}`}>
          {popup.matches.map((colleague, at) => (
            <li key={colleague.id} id={`${id}-${at}`} role="option" aria-selected={at === popup.active} className={styles.colleague} onMouseMove={() => { if (at !== popup.active) popup.choose(at); }} onClick={() => onPick(colleague)}>
              <Avatar name={colleague.name} size={20} /><span>{colleague.name}</span><span className={styles.reading}>{colleague.readings[0]}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
