import type { PermissionRules } from '#shared/rules/permissions';
import { joinWords } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';

/** What wants a second administrator under these rules, in words. */
export const raisesText = (t: Translate, { approval }: PermissionRules): string =>
  (approval.raiseTo.length === 0 ? t('permissions.none') : joinWords(approval.raiseTo.map((role) => t(`permissions.raise.${role}`))));
