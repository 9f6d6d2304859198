import type { PreviewRow } from '../../archive/schema/conversationRows';
import type { Translate } from '../../i18n/translate';

/** One line of what was said last: words, or what the message leads with, `您：` before our own. */
export const previewText = (preview: PreviewRow | undefined, t: Translate): string => {
  if (preview === undefined) return '';
  if (preview.recalled === true) return t('row.recalled');
  const lead = preview.lead === undefined || preview.lead === 'text' ? '' : t(`lead.${preview.lead}`);
  const words = preview.text.replace(/\s+/gu, ' ').trim();
  const said = lead === '' || words.startsWith(lead) ? words : [lead, words].filter((part) => part !== '').join(' ');
  return preview.direction === 'out' ? t('row.you', { text: said }) : said;
};
