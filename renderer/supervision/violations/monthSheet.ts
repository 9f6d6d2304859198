/** A month's violations as a table: one row each, everything the screen says of it. */
import type { Regulation } from '#shared/rules/regulation/regulationPack';
import type { PersonRow } from '../../archive/schema/personRows';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { formatFull } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';
import { factText, ruleName, stepWords, yuanOf } from '../../violations/violationWords';

type Known = { readonly t: Translate; readonly packOf: (version: number) => Regulation | undefined; readonly people: ReadonlyMap<string, PersonRow> | undefined };

const DECIDING: ReadonlySet<string> = new Set(['confirmed', 'dismissed', 'upheld', 'reduced', 'overturned']);

const heads = ['total.person', 'rule', 'export.clause', 'export.at', 'export.what', 'export.state', 'export.proposed', 'export.fen', 'export.decidedBy', 'export.decidedAt', 'export.reason', 'export.conversation', 'export.id'] as const;

export const monthSheet = (rows: readonly ViolationRow[], { t, packOf, people }: Known): readonly (readonly string[])[] => {
  const name = (id: string | undefined): string => (id === undefined ? t('violations.system') : people?.get(id)?.name ?? id);
  return [
    heads.map((head) => t(`violations.${head}`)),
    ...[...rows].sort((a, b) => a.at - b.at).map((row) => {
      const decided = row.steps.findLast(({ type }) => DECIDING.has(type));
      const last = row.state === 'proposed' ? undefined : decided;
      return [
        name(row.person), ruleName(packOf(row.pack), row.rule), row.clause, formatFull(row.at), factText(t, row), t(`violations.state.${row.state}`),
        row.proposedFen === undefined ? '' : yuanOf(row.proposedFen), row.state === 'proposed' || row.state === 'dismissed' || row.fen === undefined ? '' : yuanOf(row.fen),
        last === undefined ? '' : name(last.by), last === undefined ? '' : formatFull(last.at), last?.words === undefined ? '' : stepWords(last.words, last.by === undefined), row.conversation ?? '', row.id,
      ];
    }),
  ];
};
