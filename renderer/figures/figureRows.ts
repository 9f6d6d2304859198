/** What is exported: the same answer as the screen's, as rows of text. Pure but for the words. */
import type { PersonId, WordingId } from '#shared/domain/ids';
import { figureIds, figures, groupCases, hourOfCase, reduceCases, type Case, type FigureId } from '#shared/rules/figures/figureList';
import type { WordingPolicy } from '#shared/rules/wordingPolicy';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { figuresByWording } from '../archive/queries/wordingFigures';
import { translate } from '../i18n/translate';
import type { SheetRows } from '../sheets/sheetRows';
import { caseText, dayField, figureText, momentText } from './figureWords';

/** The figures of one person, as the table of people shows them. */
export const personFigures = ['served', 'sent', 'firstResponse', 'responseTime', 'inTime', 'unanswered', 'sold', 'conversion'] as const satisfies readonly FigureId[];

export type PersonLine = { readonly person: PersonId; readonly cases: Readonly<Record<FigureId, readonly Case[]>> };

/** One line per person who has any case, busiest first. */
export const personLines = ({ sheet }: FigureAnswer): readonly PersonLine[] => {
  const groups = new Map(figureIds.map((figure) => [figure, groupCases(figures[figure].casesOf(sheet), ({ by }) => by)]));
  const people = new Set(personFigures.flatMap((figure) => [...(groups.get(figure)?.keys() ?? [])]));
  const lines = [...people].map((person): PersonLine => ({ person, cases: Object.fromEntries(figureIds.map((figure) => [figure, groups.get(figure)?.get(person) ?? []])) as PersonLine['cases'] })); // every figure is named
  return lines.sort((a, b) => b.cases.served.length - a.cases.served.length || (a.person < b.person ? -1 : 1));
};

export type WordingLine = { readonly wording: WordingId; readonly title: string; readonly uses: number; readonly edited: number; readonly answered: number; readonly sold: number };

/** Wording used in the period, most used first. */
export const wordingLines = ({ uses, titles }: FigureAnswer, policy: Pick<WordingPolicy, 'answeredHours' | 'soldDays'>): readonly WordingLine[] =>
  [...figuresByWording(uses, policy)].map(([wording, sums]) => ({ wording, title: titles.get(wording) ?? wording, uses: sums.uses, edited: sums.edited, answered: sums.answered, sold: sums.sold }))
    .sort((a, b) => b.uses - a.uses || (a.title < b.title ? -1 : 1));

const seconds = (ms: number): string => String(Math.round(ms / 1000));
const isTime = (figure: FigureId): boolean => figures[figure].reduction === 'spread';

const figureRow = (figure: FigureId, { sheet, before }: FigureAnswer): readonly string[] => {
  const now = reduceCases(figure, figures[figure].casesOf(sheet));
  const then = reduceCases(figure, figures[figure].casesOf(before));
  const text = (value: number | undefined): string => (value === undefined ? '' : isTime(figure) ? seconds(value) : figures[figure].reduction === 'share' ? figureText(figure, value) : String(value));
  const name = isTime(figure) ? `${translate(`figure.${figure}`)} (s)` : translate(`figure.${figure}`);
  return [name, text(now.value), now.spread === undefined ? '' : seconds(now.spread.p90), now.spread === undefined ? '' : seconds(now.spread.mean), String(now.count), text(then.value), translate(`figure.${figure}.meaning`)];
};

/** The whole page: period, figures with their definitions, hours, people, lost reasons, wording. */
export const figureRows = (answer: FigureAnswer, policy: Pick<WordingPolicy, 'answeredHours' | 'soldDays'>, reasonOf: (key: string) => string): SheetRows => {
  const { period } = answer.question;
  const t = translate;
  const byHour = groupCases(figures.contactHours.casesOf(answer.sheet), hourOfCase);
  const lost = [...groupCases(figures.lost.casesOf(answer.sheet), ({ key }) => key ?? '')].sort((a, b) => b[1].length - a[1].length);
  const nameOf = (person: PersonId): string => answer.names.get(person) ?? t('figures.gone');
  return [
    [t('figures.column.figure'), t('figures.column.value'), t('figures.column.p90'), t('figures.column.mean'), t('figures.column.cases'), t('figures.column.before'), t('figures.column.meaning')],
    [t('figures.period'), `${dayField(period.from)} – ${dayField(period.to - 1)}`, '', '', '', '', `${t('figures.asOf', { time: momentText(answer.asOf) })}；${t(`figures.hours.${answer.question.hours}`)}`],
    ...figureIds.map((figure) => figureRow(figure, answer)),
    [], [t('figures.column.hour'), ...Array.from({ length: 24 }, (_, hour) => String(hour))], [t('figure.contactHours'), ...Array.from({ length: 24 }, (_, hour) => String(byHour.get(hour)?.length ?? 0))],
    [], [t('figures.column.person'), ...personFigures.map((figure) => t(`figure.${figure}`)), t('figures.column.p90')],
    ...personLines(answer).map(({ person, cases }) => [nameOf(person), ...personFigures.map((figure) => figureText(figure, reduceCases(figure, cases[figure]).value)), figureText('responseTime', reduceCases('responseTime', cases.responseTime).spread?.p90)]),
    [], [t('figures.column.reason'), t('figures.column.count')], ...lost.map(([key, cases]) => [reasonOf(key), String(cases.length)]),
    [], [t('figures.column.wording'), t('figures.column.uses'), t('figures.column.edited'), t('figures.column.answered'), t('figures.column.sold')],
    ...wordingLines(answer, policy).map((line) => [line.title, String(line.uses), String(line.edited), String(line.answered), String(line.sold)]),
  ];
};

/** Every case of one figure. */
export const caseRows = (figure: FigureId, cases: readonly Case[], titleOf: (one: Case) => string, names: ReadonlyMap<PersonId, string>): SheetRows => [
  [translate('figures.casesTime'), translate('figures.casesConversation'), translate('figures.casesPerson'), translate('figures.casesValue')],
  ...cases.map((one) => [momentText(one.at), titleOf(one), one.by === undefined ? '' : names.get(one.by) ?? translate('figures.gone'), caseText(figure, one.value)]),
];
