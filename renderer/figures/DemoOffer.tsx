import { useAccounts } from '../archive/queries/useAccounts';
import { useT } from '../i18n/useT';
import { LinkButton } from '../ui/Button';
import { chooseFigures, useFigureChoice } from './figureChoice';

/** Beside “nothing here”: the demonstration is not counted unless asked for, so a desk that has only that offers it. */
export const DemoOffer = () => {
  const t = useT();
  const { account, channel } = useFigureChoice();
  const demo = useAccounts()?.find((row) => row.channel === 'demo');
  if (demo === undefined || account !== undefined || channel !== undefined) return null;
  return <LinkButton onPress={() => chooseFigures((choice) => ({ ...choice, account: demo.id }))} testId="figures-demo">{t('figures.showDemo')}</LinkButton>;
};
