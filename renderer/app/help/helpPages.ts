import type { Locale } from '../../i18n/catalog/all';
import type { HelpTopic } from '../../state/helpTopics';

const files: Readonly<Record<string, string>> = import.meta.glob('../../../resources/help/*/*.md', { query: '?raw', import: 'default', eager: true });
const pictures: Readonly<Record<string, string>> = import.meta.glob('../../../resources/help/pictures/*.{webp,png}', { query: '?url', import: 'default', eager: true });

/** The markdown of a page; undefined when it was not written. */
export const helpPage = (topic: HelpTopic, locale: Locale): string | undefined => files[`../../../resources/help/${locale}/${topic}.md`];

/** Address of a picture by its file name; a language may have its own (`desk.en.webp`). */
export const helpPicture = (name: string, locale: Locale): string | undefined => {
  const [, stem, ending] = /^(.+)\.(webp|png)$/u.exec(name) ?? [];
  return pictures[`../../../resources/help/pictures/${stem}.${locale}.${ending}`] ?? pictures[`../../../resources/help/pictures/${name}`];
};
