import type { AccountRow } from '../../archive/schema/accountRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { showAdmin } from '../../state/view';
import { LinkButton } from '../../ui/Button';
import { Strip } from '../../ui/Strip';
import { accountAdvice, type AdviceButton } from './accountAdvice';
import { useCommand } from './useCommand';

/** Why replies through this account do not go out, and what to do about it. */
export const AccountStrip = ({ account }: { readonly account: AccountRow }) => {
  const t = useT();
  const command = useCommand();
  const { state, action, reason, data } = account.status;
  const advice = accountAdvice(state, action, account.removed);
  if (advice === null) return null;
  const press = (button: AdviceButton): void => {
    if (button === 'settings') showAdmin('accounts');
    else if (button === 'resume') void command.run(() => desk.call('account.resume', { account: account.id }));
    else void command.run(() => desk.call('account.reconnect', { account: account.id }));
  };
  const why = reason === undefined || account.removed ? '' : t('account.advice.why', { reason: errorSentence(reason, data) });
  const { button } = advice;
  return (
    <Strip tone={advice.tone} action={button === undefined ? undefined : <LinkButton onPress={() => press(button)} isDisabled={command.isRunning}>{t(`account.advice.button.${button}`)}</LinkButton>}>
      {t(`account.advice.${advice.words}`, { name: account.name })}{why}
      {command.error !== undefined && <> {errorSentence(command.error.code, command.error.data)}</>}
    </Strip>
  );
};
