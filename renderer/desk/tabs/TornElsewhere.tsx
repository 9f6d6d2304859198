import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { dock, tearOff } from '../../state/tornWindow';
import { LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';

/** In the main window, where a conversation has one of its own: two composers of one draft would overwrite each other. */
export const TornElsewhere = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const go = (work: Promise<void>): void => void work.catch(() => undefined); // main is gone: so is the other window
  return (
    <EmptyLine action={<><LinkButton onPress={() => go(tearOff(conversation))}>{t('torn.show')}</LinkButton> <LinkButton onPress={() => go(dock(conversation))} testId="torn-back">{t('torn.back')}</LinkButton></>}>
      {t('torn.elsewhere')}
    </EmptyLine>
  );
};
