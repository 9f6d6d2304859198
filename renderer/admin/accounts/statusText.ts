import type { AccountStatus } from '#shared/domain/account';
import { errorSentence, type Translate } from '../../i18n/translate';

/** `凭据失效`: the state in words. */
export const stateWord = (t: Translate, status: AccountStatus): string => t(`account.state.${status.state}`);

/** Why, as one sentence; undefined when the state says it all. */
export const stateReason = (status: AccountStatus): string | undefined =>
  status.reason === undefined ? undefined : errorSentence(status.reason, status.data);
