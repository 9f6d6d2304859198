import type { ErasureCount } from '#shared/domain/retention';
import { formatSize } from '../../i18n/format';
import { useT } from '../../i18n/useT';

/** What goes, in one line of figures. */
export const CountWords = ({ count }: { readonly count: ErasureCount }) => {
  const t = useT();
  const { conversations, messages, files, bytes, profile, entries } = count;
  return <>{t('retention.count', { conversations, messages, entries, profile, attachments: files === 0 ? '' : t('retention.count.files', { files, size: formatSize(bytes) }) })}</>;
};
