/** Names of traits, operators and choices. Pure but for the language. */
import { operators, traitTypes, type BuiltInTrait, type Operator, type TraitType } from '#shared/rules/condition';
import type { CustomerFieldRow } from '../../archive/schema/customerRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { divisionName, divisions } from '../../i18n/divisions';
import { occupationName, occupations } from '../../i18n/occupations';
import { currentLocale, translate, translateMaybe } from '../../i18n/translate';
import { channelName } from '../../state/forms';
import type { PersonLine } from './usePeople';

export type TraitChoice = { readonly trait: string; readonly label: string; readonly type: TraitType };
export type Option = { readonly value: string; readonly label: string };

const builtIn = Object.keys(traitTypes) as readonly BuiltInTrait[]; // keys of a closed literal

const typeOfField = (field: CustomerFieldRow): TraitType => field.kind;

/** Every trait a condition can name: built-in ones and the company's own fields. */
export const traitChoices = (fields: readonly CustomerFieldRow[]): readonly TraitChoice[] => [
  ...builtIn.map((trait) => ({ trait, label: translate(`trait.${trait}`), type: traitTypes[trait] })),
  ...fields.map((field) => ({ trait: `custom:${field.id}`, label: field.name, type: typeOfField(field) })),
];

export const operatorsOf = (type: TraitType): readonly Operator[] => operators[type];

export const operatorName = (op: Operator): string => translate(`operator.${op}`);

/** Values to choose from; `undefined` where a person types. */
export const optionsOf = (trait: string, lines: readonly PersonLine[], accounts: ReadonlyMap<string, AccountRow>, fields: readonly CustomerFieldRow[]): readonly Option[] | undefined => {
  const locale = currentLocale();
  const seen = (key: string): readonly Option[] => [...new Set(lines.flatMap(({ traits }) => {
    const value = traits[key];
    return Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : [];
  }))].sort((a, b) => a.localeCompare(b, 'zh')).map((value) => ({ value, label: value }));
  switch (trait) {
    case 'province': return divisions.map(({ code }) => ({ value: code, label: divisionName(code, locale) }));
    case 'occupation': return [...occupations.map(({ key }) => ({ value: key, label: occupationName(key, locale) })), ...seen('occupation').filter(({ value }) => !occupations.some(({ key }) => key === value))];
    case 'grade': return ['A', 'B', 'C', 'D'].map((value) => ({ value, label: value }));
    case 'stage': return (['potential', 'deal'] as const).map((value) => ({ value, label: translate(`customer.stage.${value}`) }));
    case 'account': return [...accounts.values()].map((account) => ({ value: account.id, label: account.name }));
    case 'channel': return [...new Set([...accounts.values()].map((account) => account.channel))].map((value) => ({ value, label: channelName(value) }));
    case 'tag': case 'group': return seen(trait);
    case 'closedReason': return seen(trait).map(({ value }) => ({ value, label: translateMaybe(`close.reason.${value}`) ?? value }));
    default: {
      const field = fields.find(({ id }) => `custom:${id}` === trait);
      return field?.choices?.map((value) => ({ value, label: value }));
    }
  }
};
