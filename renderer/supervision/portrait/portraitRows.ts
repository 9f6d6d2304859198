import type { Portrait, PortraitId, Share } from '#shared/rules/figures/portraitFigures';
import { translate } from '../../i18n/translate';
import type { SheetRows } from '../../sheets/sheetRows';

const parts = ['province', 'occupation', 'grade', 'source', 'activity', 'funnel'] as const satisfies readonly (PortraitId & keyof Portrait)[];

/** The portrait as a table: every distribution whole, with its definition. */
export const portraitRows = (portrait: Portrait, nameOf: (id: PortraitId, key: string) => string): SheetRows => {
  const total = portrait.persons.length;
  const share = ({ persons }: Share): string => `${Math.round((persons.length / Math.max(1, total)) * 1000) / 10}%`;
  return [
    [translate('portrait.part'), translate('portrait.key'), translate('portrait.countColumn'), '%', translate('figures.column.meaning')],
    [translate('portrait.persons'), '', String(total), '', translate('portrait.persons.meaning')],
    ...parts.flatMap((id) => portrait[id].map((one, at) => [translate(`portrait.${id}`), nameOf(id, one.key), String(one.persons.length), share(one), at === 0 ? translate(`portrait.${id}.meaning`) : ''])),
  ];
};
