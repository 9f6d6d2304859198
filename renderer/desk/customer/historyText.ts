/** One line of a file's history in words. Pure but for the language. */
import type { CustomerLogRow } from '../../archive/schema/customerRows';
import { divisionName } from '../../i18n/divisions';
import { formatShort, joinWords } from '../../i18n/format';
import { occupationName } from '../../i18n/occupations';
import { currentLocale, translate, translateMaybe } from '../../i18n/translate';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const tagWords = (kind: unknown, value: unknown): string => {
  const words = text(value);
  if (kind === 'province') return divisionName(words, currentLocale());
  return kind === 'occupation' ? occupationName(words, currentLocale()) : words;
};

const fieldName = (key: string): string => translateMaybe(`customer.field.${key}`) ?? translate('customer.field.own');

const changeWords = (change: Data): string => {
  switch (change['kind']) {
    case 'tag': { const tag = isData(change['tag']) ? change['tag'] : {}; return translate('customer.log.tagged', { tag: tagWords(tag['kind'], tag['value']) }); }
    case 'untag': return translate('customer.log.untagged', { tag: tagWords(change['tagKind'], change['value']) });
    case 'retag': return translate('customer.log.retagged', { tag: text(change['to']) });
    case 'stage': return translate('customer.log.staged', { stage: translateMaybe(`customer.stage.${text(change['stage'])}`) ?? '' });
    case 'star': return translate(change['starred'] === true ? 'customer.log.starred' : 'customer.log.unstarred');
    default: return translate('customer.log.profiled', { fields: fieldName(text(change['key'])) });
  }
};

/** Values of private fields are not repeated: the line says what was touched, not what it says. */
export const historyWords = ({ type, data: raw }: CustomerLogRow): string => {
  const data = isData(raw) ? raw : {};
  switch (type) {
    case 'customer.tagged': return translate('customer.log.tagged', { tag: tagWords(data['kind'], data['value']) });
    case 'customer.untagged': return translate('customer.log.untagged', { tag: tagWords(data['kind'], data['value']) });
    case 'customer.staged': return translate('customer.log.staged', { stage: translateMaybe(`customer.stage.${text(data['stage'])}`) ?? '' });
    case 'customer.starred': return translate(data['starred'] === true ? 'customer.log.starred' : 'customer.log.unstarred');
    case 'customer.profiled': return translate('customer.log.profiled', { fields: joinWords((isData(data['fields']) ? Object.keys(data['fields']) : []).map(fieldName)) });
    case 'customer.revealed': return translate('customer.log.revealed', { field: text(data['field']).startsWith('message:') ? translate('cover.message') : fieldName(text(data['field'])) });
    case 'customer.changed': return translate('customer.log.bulk', { change: changeWords(data) });
    case 'followUp.planned': case 'followUp.moved': return translate(`customer.log.${type}`, { purpose: text(data['purpose']), date: formatShort(Number(data['due'])) });
    case 'followUp.done': case 'followUp.cancelled': case 'followUp.reopened': return translate(`customer.log.${type}`, { purpose: text(data['purpose']) });
    default: return translateMaybe(`customer.log.${type}`) ?? type;
  }
};
