import { useT } from '../i18n/useT';
import { showHelp } from '../state/view';
import { IconButton } from './Button';

/** A "?" beside something hard: opens the help at a page of `resources/help`; `name` says about what. */
export const HelpLink = ({ topic, name }: { readonly topic: string; readonly name: string }) => {
  const t = useT();
  return <IconButton icon="question" size={24} label={t('manual.about', { name })} onPress={() => showHelp(topic)} testId={`help-${topic}`} />;
};
