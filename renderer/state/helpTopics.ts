/** Pages of `resources/help/<language>`, in the order of the contents; the name is `manual.<topic>` in the catalog. */
export const helpTopics = [
  'start', 'accounts-onebot', 'accounts-xmpp', 'accounts-demo', 'list-and-clocks', 'answering', 'wordings', 'customers', 'supervision', 'figures', 'scoring', 'flags', 'violations', 'duties', 'keyboard', 'records', 'retention', 'backup', 'people', 'custody', 'offline', 'troubleshooting',
] as const;
export type HelpTopic = (typeof helpTopics)[number];

export const isHelpTopic = (topic: string): topic is HelpTopic => (helpTopics as readonly string[]).includes(topic);

const byPlace: Readonly<Record<string, HelpTopic>> = {
  'supervision.figures': 'figures', 'supervision.portrait': 'figures', 'mine.figures': 'figures',
  flags: 'flags', 'supervision.flags': 'flags',
  regulation: 'violations', 'supervision.violations': 'violations', 'mine.violations': 'violations',
  shifts: 'duties', dailyDuties: 'duties', 'supervision.duties': 'duties', 'supervision.complaints': 'duties', 'mine.today': 'duties',
  settings: 'keyboard', keyboard: 'keyboard', accounts: 'accounts-onebot', addAccount: 'accounts-onebot', custody: 'custody', people: 'people', records: 'records', retention: 'retention', backup: 'backup',
  clocks: 'list-and-clocks', rules: 'list-and-clocks', wordings: 'wordings', wording: 'answering', customers: 'customers', supervision: 'supervision', 'supervision.quality': 'scoring', 'mine.quality': 'scoring', scorecards: 'scoring',
};

/** The page of the help that explains where somebody is: a screen, or a page (`place`) of one. */
export const topicAt = (screen: string, place: string): HelpTopic => byPlace[`${screen}.${place}`] ?? byPlace[screen === 'admin' ? place : screen] ?? 'start';
