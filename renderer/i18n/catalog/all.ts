import { adminMessages } from './admin';
import { appMessages } from './app';
import { settingsMessages } from './settings';
import { helpMessages } from './help';
import { alertMessages } from './alerts';
import { backupMessages } from './backup';
import { clockMessages } from './clocks';
import { conversationMessages } from './conversations';
import { collaborationMessages } from './collaboration';
import { custodyMessages } from './custody';
import { customersMessages } from './customers';
import { customersScreenMessages } from './customersScreen';
import { demoMessages } from './demo';
import { complaintMessages } from './complaints';
import { dutyMessages } from './duties';
import { noticeMessages } from './notices';
import { shiftMessages } from './shifts';
import { figureMessages } from './figures';
import { portraitMessages } from './portrait';
import { deskMessages } from './desk';
import { deskRightMessages } from './deskRight';
import { evidenceMessages } from './evidence';
import { flagMessages } from './flags';
import { errorMessages } from './errors';
import { keyMessages } from './keys';
import { mineMessages } from './mine';
import { onebotMessages } from './onebot';
import { peopleMessages } from './people';
import { permissionMessages } from './permissions';
import { agreementMessages } from './agreement';
import { qualityMessages } from './quality';
import { sampleMessages } from './samples';
import { scorecardMessages } from './scorecards';
import { trainingMessages } from './trainings';
import { retentionMessages } from './retention';
import { sheetMessages } from './sheets';
import { ruleMessages } from './rules';
import { supervisionMessages } from './supervision';
import { uiMessages } from './ui';
import { regulationMessages } from './regulation';
import { violationFactMessages } from './violationFacts';
import { violationMessages } from './violations';
import { wordingMessages } from './wordings';
import { xmppMessages } from './xmpp';

/** Every area's catalog; a new area adds its line here and is checked by the parity test. */
export const areas = {
  admin: adminMessages, app: appMessages, settings: settingsMessages, help: helpMessages, alerts: alertMessages, backup: backupMessages, retention: retentionMessages, evidence: evidenceMessages, collaboration: collaborationMessages, conversations: conversationMessages, clocks: clockMessages, custody: custodyMessages, customers: customersMessages, customersScreen: customersScreenMessages, demo: demoMessages, complaints: complaintMessages, duties: dutyMessages, notices: noticeMessages, shifts: shiftMessages, figures: figureMessages, portrait: portraitMessages, desk: deskMessages, deskRight: deskRightMessages,
  errors: errorMessages, flags: flagMessages, keys: keyMessages, mine: mineMessages, onebot: onebotMessages, people: peopleMessages, permissions: permissionMessages, agreement: agreementMessages, quality: qualityMessages, samples: sampleMessages, scorecards: scorecardMessages, trainings: trainingMessages, sheets: sheetMessages, supervision: supervisionMessages, ui: uiMessages, regulation: regulationMessages, rules: ruleMessages, violationFacts: violationFactMessages, violations: violationMessages, wordings: wordingMessages, xmpp: xmppMessages,
} as const;

export type Locale = 'zh-CN' | 'en';
export const locales: readonly Locale[] = ['zh-CN', 'en'];

type Union<T> = T extends unknown ? keyof T : never;
type AnyKey = Extract<Union<(typeof areas)[keyof typeof areas]['zh-CN']>, string>;
/** A key of some catalog; plural endings are chosen by `count`, never written. */
export type MessageKey = AnyKey extends infer K ? (K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K) & string : never;

const merge = (locale: Locale): Readonly<Record<string, string>> =>
  Object.assign({}, ...Object.values(areas).map((area) => area[locale]));

/** All sentences of a language by key. */
export const messages: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { 'zh-CN': merge('zh-CN'), en: merge('en') };
