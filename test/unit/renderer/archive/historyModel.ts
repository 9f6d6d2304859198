import fc from 'fast-check';
import type { ChatRef } from '#shared/domain/chat';
import { conversationIdOf, customerIdOf, type AccountId, type ConversationId, type CustomerId, type HelpId, type NoteId, type PersonId, type ProposalId, type TransferId, type WordingId, type ComplaintId, type DutyDoneId, type LeaveId, type NoticeId, remoteMessageIdOf } from '#shared/domain/ids';
import type { Media, Parts } from '#shared/domain/message';
import { listQuerySchema } from '#shared/domain/listFilter';
import type { Draft, Entry, EntryData } from '#shared/ledger/entry';
import { rulePackSchema } from '#shared/rules/rulePack';
import { dutyRulesSchema } from '#shared/rules/duties/dutyRules';
import shippedDuties from '../../../../resources/rules/duties.json';
import { flagIdOf, flaggedMessageOf } from '#shared/domain/flag';
import { flagPackSchema } from '#shared/rules/flags/flagPack';
import shippedFlags from '../../../../resources/rules/flags.json';
import { qualityRulesSchema } from '#shared/rules/quality/qualityRules';
import shippedQuality from '../../../../resources/rules/quality.json';
import { permissionRulesSchema } from '#shared/rules/permissions';
import shippedPermissions from '../../../../resources/rules/permissions.json';
import { regulationSchema } from '#shared/rules/regulation/regulationPack';
import shipped from '../../../../resources/rules/default.json';
import shippedRegulation from '../../../../resources/rules/regulation.json';
import { agent, chatId, clientId, contactId, LedgerBuilder, remoteId, T0, text } from './ledgerBuilder';

/** One random step; numbers are reduced to what exists at that point, so that every sequence is a valid history. */
export type Step = { readonly verb: string; readonly where: number; readonly what: number; readonly when: number; readonly flag: boolean };

const pack = rulePackSchema.parse(shipped);
const regulation = regulationSchema.parse(shippedRegulation);
const quality = qualityRulesSchema.parse(shippedQuality);
const permissions = permissionRulesSchema.parse(shippedPermissions);
const flagPack = flagPackSchema.parse(shippedFlags);
const accounts = ['shop', 'two'] as unknown as readonly AccountId[]; // test ids
const chats: readonly ChatRef[] = [
  { id: chatId('a'), kind: 'private', contact: contactId('a') },
  { id: chatId('b'), kind: 'private' },
  { id: chatId('t'), kind: 'temporary', contact: contactId('a'), title: '临时' },
  { id: chatId('g'), kind: 'group', title: '群' },
];
const sayings = ['在吗', '谢谢', '多少钱', '好的好的', '退货', 'ok', '发货了吗？'];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T; // never empty
const media: Media = { name: 'a.png', mime: 'image/png', state: 'remote' };

type Place = { readonly account: AccountId; readonly chat: ChatRef; readonly conversation: ConversationId; readonly customer: CustomerId };
type World = {
  readonly ledger: LedgerBuilder;
  /** Message ids and reply ids per conversation. */
  readonly remote: Map<ConversationId, string[]>;
  readonly clients: Map<ConversationId, string[]>;
  /** Between colleagues, per conversation. */
  readonly notes: Map<ConversationId, string[]>;
  readonly helps: Map<ConversationId, string[]>;
  readonly transfers: Map<ConversationId, string[]>;
  readonly planned: Map<ConversationId, string[]>;
  readonly due: Set<string>;
  clock: number;
  count: number;
};
type Verb = (world: World, place: Place, step: Step) => void;

const add = (world: World, place: Place, draft: Pick<Draft, 'type' | 'data'> & { readonly actor?: Draft['actor'] }, scope: 'conversation' | 'account' | 'desk' = 'conversation'): void => {
  const head = scope === 'desk' ? {} : scope === 'account' ? { account: place.account } : { account: place.account, conversation: place.conversation };
  world.ledger.add({ ...draft, ...head } as Omit<Draft, 'actor'>, world.clock); // type and data were made together
};

/** Known ids mostly, an unknown one now and then. */
const remoteOf = (world: World, place: Place, step: Step) => {
  const known = world.remote.get(place.conversation) ?? [];
  return remoteId(known.length === 0 || step.what % 11 === 0 ? `unknown${step.what}` : pick(known, step.what));
};
const clientOf = (world: World, place: Place, step: Step) => {
  const known = world.clients.get(place.conversation) ?? [];
  return clientId(known.length === 0 || step.what % 13 === 0 ? `nobody${step.what}` : pick(known, step.what));
};
const note = (map: Map<ConversationId, string[]>, place: Place, id: string): void => {
  const known = map.get(place.conversation);
  if (known === undefined) map.set(place.conversation, [id]);
  else known.push(id);
};

const partsOf = (step: Step): Parts => {
  const words = text(pick(sayings, step.what));
  if (step.what % 5 === 0) return [...words, { kind: 'image', media }];
  return step.what % 3 === 0 ? [{ kind: 'mention', target: 'me' }, ...words] : words;
};

const receive: Verb = (world, place, step) => {
  world.count += 1;
  const source = pick(['live', 'live', 'live', 'history', 'offline'] as const, step.when);
  const isAgain = step.what % 7 === 0 && (world.remote.get(place.conversation)?.length ?? 0) > 0;
  const id = isAgain ? remoteOf(world, place, step) : remoteId(`m${world.count}`);
  note(world.remote, place, id);
  const at = source === 'live' ? world.clock - (step.when % 4) * 700 : world.clock - (step.when % 5000) * 1000;
  const direction = step.flag ? 'in' : pick(['in', 'out'] as const, step.where);
  const sender = direction === 'in' ? { id: place.chat.contact ?? contactId('b'), ...(step.what % 4 === 0 && { name: `n${step.what % 3}` }) } : { id: contactId('me') };
  add(world, place, { type: 'message.received', data: { chat: place.chat, id, at, direction, sender, parts: partsOf(step), source } });
};

const queue: Verb = (world, place, step) => {
  world.count += 1;
  const client = clientId(`c${world.count}`);
  note(world.clients, place, client);
  const wording = step.flag ? { id: `w${step.what % 3}` as WordingId, edited: false } : undefined; // test id
  add(world, place, { type: 'reply.queued', actor: agent, data: { client, parts: partsOf(step), at: world.clock, ...(wording !== undefined && { wording }) } });
};

/** A reply is named by a fresh id, or by one of an echo that came before. */
const accept: Verb = (world, place, step) => {
  const known = world.remote.get(place.conversation) ?? [];
  const id = step.flag && known.length > 0 ? pick(known, step.what) : `r${world.ledger.entries.length}`;
  note(world.remote, place, id);
  add(world, place, { type: 'reply.accepted', data: { client: clientOf(world, place, step), ...(step.what % 5 > 0 && { id: remoteId(id) }), at: world.clock, proof: 'response' } });
};

const account = (world: World, place: Place, step: Step): void => {
  const data = { name: `n${step.what % 4}`, settings: { port: step.what % 9 }, mark: { code: 'A', color: 1 + (step.what % 12) }, secretKeys: [] };
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'account.added', data: { ...data, channel: 'onebot' } }, { type: 'account.edited', data },
    { type: 'account.paused', data: {} }, { type: 'account.resumed', data: {} }, { type: 'account.removed', data: {} },
    { type: 'account.status', data: { status: { state: step.flag ? 'online' : 'offline', action: 'none' } } },
    { type: 'account.identity', data: { self: contactId('me'), nickname: '店' } },
    { type: 'channel.cursor', data: { key: 'k', value: `${step.what}` } },
  ];
  add(world, place, pick(drafts, step.what), 'account');
};

const desk = (world: World, place: Place, step: Step): void => {
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'system.started', data: { app: '1', runtime: 'test' } }, { type: 'system.stopped', data: {} },
    { type: 'system.recovered', data: { kind: 'tornTail' } }, { type: 'storage.level', data: { level: 'ok', freeBytes: 1 } },
    { type: 'person.added', data: { person: 'p1' as never, name: `人${step.what % 3}`, role: 'agent' } }, { type: 'company.named', data: { name: `公司${step.what % 3}` } },
    { type: 'wording.saved', data: { wording: { id: `w${step.what % 3}` as WordingId, title: '发货', category: [], shortcut: '', parts: text('x'), accounts: [] } } }, // test id
    { type: 'wording.removed', data: { wording: `w${step.what % 3}` as WordingId } }, // test id
  ];
  add(world, place, pick(drafts, step.what), 'desk');
};

/** People who come, rise, leave and sign in; some of them nobody ever added. */
const people = (world: World, place: Place, step: Step): void => {
  const person = `p${step.where % 3}` as PersonId; // test id
  const role = pick(['agent', 'supervisor', 'administrator'] as const, step.what);
  const ask = { proposal: `ask${step.where % 3}`, person, role };
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'person.added', data: { person, name: `人${step.what % 3}`, role } }, { type: 'person.renamed', data: { person, name: `名${step.what % 3}` } },
    { type: 'person.roleProposed', data: { ...ask, from: 'agent', ...(step.flag && { clause: 'PRM-1', reason: '带班' }) } },
    { type: 'person.roleDecided', data: { ...ask, verdict: step.flag ? 'approved' : 'rejected' } }, { type: 'person.roleChanged', data: { person, role, from: 'agent' } },
    { type: 'person.left', data: { person, ...(step.flag && { reason: '离职' }) } }, { type: 'person.returned', data: { person } },
    { type: 'person.passwordSet', data: { person, how: 'initial' } }, { type: 'person.recoveryMade', data: { person } }, { type: 'session.opened', data: { person, how: 'signIn', at: world.clock } },
    { type: 'session.closed', data: { person, why: 'lock', at: world.clock } }, { type: 'session.failed', data: { person, count: 1 + (step.what % 4), at: world.clock } },
    { type: 'session.policy', data: { idleMinutes: 1 + (step.what % 30) } },
    { type: 'permissions.proposed', data: { proposal: `rules${step.where % 3}`, rules: permissions, clause: 'PRM-1' } }, { type: 'permissions.saved', data: { rules: permissions, proposal: `rules${step.where % 3}` } },
    { type: 'permissions.decided', data: { proposal: `rules${step.where % 3}`, verdict: step.flag ? 'approved' : 'withdrawn' } },
  ];
  add(world, place, { ...pick(drafts, step.what), actor: agent }, 'desk');
};

const custody = (world: World, place: Place, step: Step): void => {
  const person = `p${step.what % 3}` as PersonId; // test id
  const absence = { kind: pick(['account', 'seat', 'desk'] as const, step.when), person, from: world.clock - 9000, to: world.clock, shiftMs: 9000, clause: 'ACC-4', closes: step.flag };
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'account.issued', data: { person } }, { type: 'account.returned', data: { person, handover: 'handover-1' } },
    { type: 'account.secretRotated', data: { keys: ['token'] } }, { type: 'account.policySet', data: { policy: { rotateDays: step.what % 90, profile: { nickname: '{company}-{name}' } } } },
    { type: 'custody.policySet', data: { policy: { clause: 'ACC-7', rotateDays: 30, rotateNoticeDays: 7, absenceGraceSeconds: 60, absenceLimit: 5 } } },
    { type: 'absence.noted', data: absence },
    { type: 'handover.done', data: { handover: 'handover-1', from: person, left: step.flag, accounts: [{ account: place.account, to: null }], conversations: [], replies: [], drafts: 1, transfers: 0, followUps: 2 } },
  ];
  add(world, place, { ...pick(drafts, step.what), actor: agent }, 'account');
};

const looks = (world: World, place: Place, step: Step): void => {
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'record.searched', data: { text: '最低价', conditions: step.what % 3, found: 5 } },
    { type: 'record.viewed', data: { conversation: place.conversation, place: world.clock } },
    { type: 'record.exported', data: { conversations: [place.conversation], purpose: '举证', entries: 3, manifest: 'ab'.repeat(32), isEncrypted: step.flag } },
  ];
  add(world, place, { ...pick(drafts, step.what), actor: agent }, 'desk');
};

const retention = (world: World, place: Place, step: Step): void => {
  const request = `request-${step.where % 10}`;
  const count = { conversations: 1, entries: step.what, messages: 2, files: 1, bytes: 300, profile: 0 };
  const hold = `hold-${step.where % 10}-000`;
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'erasure.asked', data: { request, subject: { kind: 'retention', account: place.account, what: step.flag ? 'text' : 'media', before: world.clock }, reason: '365 d', clause: 'PIPL-19', count } },
    { type: 'erasure.decided', data: { request, verdict: step.flag ? 'approved' : 'rejected' } },
    { type: 'erasure.repeated', data: { request, subject: { kind: 'customer', customers: [place.customer], conversations: [place.conversation], before: world.clock }, reason: '客户要求', clause: 'PIPL-47', count, asked: { at: world.clock - 9000 }, decided: { at: world.clock - 5000, alone: step.flag } } },
    { type: 'record.erased', data: { request, ranges: [], blobs: [], reason: '365 d', clause: 'PIPL-19' } }, { type: 'record.redacted', data: { request, of: 1, data: {} } },
    { type: 'erasure.finished', data: { request, count } }, { type: 'hold.placed', data: { hold, customers: [], conversations: [place.conversation], reason: '保全' } },
    { type: 'hold.lifted', data: { hold, reason: '结案' } }, { type: 'retention.set', data: { rules: [{ account: null, kind: 'text', days: 365 + (step.what % 9), auto: step.flag }] } },
  ];
  add(world, place, { ...pick(drafts, step.what), actor: agent }, 'desk');
};

const backups = (world: World, place: Place, step: Step): void => {
  const generation = `20261121T15300${step.where % 10}Z-0000000${step.what % 10}`;
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'backup.planned', data: { plan: step.flag ? { folder: '/usb', daily: step.what, keep: 3 } : null } },
    { type: 'backup.done', data: { generation, head: step.what, files: 3, bytes: 9, added: 1, skipped: 0, tookMs: 5, why: step.flag ? 'manual' : 'scheduled' } },
    { type: 'backup.failed', data: { code: 'backup.full', why: 'manual' } }, { type: 'backup.proven', data: { generation, head: step.what, root: 'ab'.repeat(32), tookMs: 7 } },
    { type: 'backup.unproven', data: { generation, code: 'backup.damaged' } }, { type: 'backup.restored', data: { generation, head: step.what } },
  ];
  add(world, place, { ...pick(drafts, step.when), actor: agent }, 'desk');
};

/** Spot checks: samples of reviews, scored, skipped, appealed; some reviews nobody ever drew. */
const spotChecks = (world: World, place: Place, step: Step): void => {
  const person = (at: number): PersonId => `p${at % 3}` as PersonId; // test id
  const review = `review-${step.where % 4}`;
  const contact = { conversation: place.conversation, first: 1 + (step.what % 9), last: 9, from: world.clock - 9000, to: world.clock, agent: person(step.what), messages: 4, isLongWait: step.flag, isFlagged: false };
  const assigned = { review, group: 'group-01', kind: pick(['first', 'second', 'calibration'] as const, step.when), contact, reviewer: person(step.when), due: world.clock + 9000 };
  const judged = { score: { answers: { response: 4 }, comment: step.flag ? '好' : '' }, total: step.what % 101, isPassed: step.flag, fatal: [] };
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'quality.sampleDrawn', data: { sample: `sample-${step.what % 3}`, kind: step.flag ? 'plan' : 'calibration', card: 'service', rules: 1, reviews: [assigned, { ...assigned, review: `review-${(step.where + 1) % 4}` }], reserve: [] } },
    { type: 'quality.reviewSkipped', data: { review, reason: '打错', ...(step.flag && { next: { ...assigned, review: `review-${(step.where + 2) % 4}` } }) } },
    { type: 'quality.reviewScored', data: { review, ...judged } }, { type: 'quality.reviewScored', data: { review, ...judged } }, { type: 'quality.reviewAcknowledged', data: { review } },
    { type: 'quality.reviewAppealed', data: { review, reason: '活动价' } }, { type: 'quality.appealTakenBack', data: { review } },
    { type: 'quality.appealDecided', data: { review, reason: '核实', ...(step.flag ? { verdict: 'changed', changed: judged } : { verdict: 'voided' }) } },
    { type: 'quality.referenceNoted', data: { sample: `sample-${step.what % 3}`, ...judged } },
    { type: 'quality.rulesSaved', data: { rules: { ...quality, version: 2 + (step.what % 3) } } },
    { type: 'quality.planRetired', data: { plan: `plan-000${step.what % 2}` } },
    { type: 'quality.planSaved', data: { plan: { id: `plan-000${step.what % 2}`, name: '周', card: 'service', amount: { kind: 'count', value: 3 }, strata: [], strataShare: 0, newAgentFactor: 1, agents: [], reviewers: [person(1)], doubleShare: 0, every: 'hand' } } },
    { type: 'quality.trainingSaved', data: { training: `training-${step.what % 2}`, kind: 'good', title: '例', note: '', conversation: place.conversation, first: 1, lines: [{ side: 'in', text: '在吗' }] } },
    { type: 'quality.trainingRetired', data: { training: `training-${step.what % 2}` } },
  ];
  add(world, place, { ...pick(drafts, step.what), actor: agent }, 'desk');
};

const tag = (step: Step) => pick([{ kind: 'province', value: `p${step.what % 2}` }, { kind: 'occupation', value: 'teacher' }, { kind: 'grade', value: 'A' }, { kind: 'free', value: `f${step.what % 3}` }] as const, step.when);

const everybody: readonly CustomerId[] = accounts.flatMap((owner) => [contactId('a'), contactId('b')].map((contact) => customerIdOf(owner, contact)));

const change: Verb = (world, place, step) => {
  const word = `f${step.what % 3}`;
  const one = pick([
    { kind: 'tag', tag: { ...tag(step), source: 'agent' } }, { kind: 'untag', tagKind: 'free', value: word }, { kind: 'retag', tagKind: 'free', from: [word], to: `f${step.when % 3}` },
    { kind: 'stage', stage: step.flag ? 'deal' : 'potential' }, { kind: 'star', starred: step.flag }, { kind: 'field', key: 'company', value: step.flag ? '青禾' : null },
  ] as const, step.when);
  add(world, place, { type: 'customer.changed', actor: agent, data: { action: `action-${step.what % 4}`, customers: [place.customer, pick(everybody, step.where)], change: one, scale: 2 } }, 'desk');
};

const customerFacts = (step: Step): readonly Pick<Draft, 'type' | 'data'>[] => [
  { type: 'customer.exported', data: { count: 3, columns: ['name'], covered: true } },
  { type: 'customer.fieldDefined', data: { field: { id: `size${step.what % 2}`, name: '尺码', kind: 'text' } } }, { type: 'customer.fieldRetired', data: { field: `size${step.what % 2}` } },
  { type: 'customer.policySet', data: { policy: { newcomers: { clause: 'CUS-5.1', days: 7, times: 1 }, regulars: { clause: 'CUS-5.2', grades: ['A'], starred: step.flag, times: 5 }, masking: { clause: 'CUS-8', covered: { phone: ['agent'] } } } } },
  { type: 'segment.saved', data: { segment: { id: `segment-${step.what % 2}`, name: '浙江', shared: step.flag, condition: { all: true, of: [{ trait: 'province', op: 'is', operand: '330000' }] } } } },
  { type: 'segment.removed', data: { segment: `segment-${step.what % 2}` } },
];

const wordingFacts = (step: Step): readonly Pick<Draft, 'type' | 'data'>[] => {
  const wording = { id: `w${step.what % 3}` as WordingId, title: '发货', category: ['物流'], shortcut: '', parts: text('x'), more: [text('y')], accounts: [] }; // test id
  const proposal = `proposal-${step.what % 4}` as ProposalId; // test id
  return [
    { type: 'wording.proposed', data: { proposal, wording, ...(step.flag && { base: 1, note: '改短些' }) } },
    { type: 'wording.decided', data: step.flag ? { proposal, verdict: 'approved' } : { proposal, verdict: 'rejected', reason: '不对' } },
    { type: 'wording.withdrawn', data: { proposal } },
    { type: 'wording.saved', data: { wording, origin: 'approved', proposal } },
    { type: 'wording.policySet', data: { policy: { clause: 'QR-2.1', isPersonalApproved: step.flag, answeredHours: 24, soldDays: 7, noticeDays: 14 } } },
  ];
};

const refOf = (place: Place): EntryData<'complaint.answered'>['messages'] => [{ conversation: place.conversation, message: remoteMessageIdOf(place.conversation, remoteId('1')), at: T0 }];

const complaintFacts = (place: Place, step: Step): readonly Pick<Draft, 'type' | 'data'>[] => {
  const complaint = `complaint-${step.what % 3}` as ComplaintId; // test id
  return [
    { type: 'complaint.recorded', data: { complaint, kind: 'slow', severity: 'high', source: 'chat', words: '太慢', answerBy: T0, clause: 'CMP-1', ...(step.flag && { about: personOf(step), conversation: place.conversation, customer: place.customer, messages: refOf(place) }) } },
    { type: 'complaint.revised', data: { complaint, ...(step.flag ? { about: null, severity: 'low' } : { about: personOf(step), answerBy: T0 + 5 }) } },
    { type: 'complaint.assigned', data: { complaint, to: personOf(step) } },
    { type: 'complaint.answered', data: { complaint, words: '已补发', callBackBy: T0, ...(step.flag && { messages: refOf(place) }) } },
    { type: 'complaint.calledBack', data: { complaint, outcome: step.flag ? 'content' : 'unreached' } },
    { type: 'complaint.improved', data: { complaint, words: '培训' } },
    { type: 'complaint.closed', data: { complaint, verdict: 'justified' } },
    { type: 'complaint.reopened', data: { complaint, reason: '又来', answerBy: T0 } },
  ];
};

const dutyFacts = (place: Place, step: Step): readonly Pick<Draft, 'type' | 'data'>[] => {
  const notice = `notice-0${step.what % 3}` as NoticeId; // test id
  const leave = `leave-00${step.what % 3}` as LeaveId; // test id
  const done = `done-000${step.what % 3}` as DutyDoneId; // test id
  return [
    { type: 'notice.published', data: { notice, title: '值班', text: '明早八点', audience: { kind: 'everybody' }, read: { kind: 'at', at: T0 }, people: [personOf(step), 'p9' as PersonId] } }, // test id
    { type: 'notice.read', data: { notice } }, { type: 'notice.replied', data: { notice, words: '收到' } }, { type: 'notice.reminded', data: { notice, people: [personOf(step)] } }, { type: 'notice.withdrawn', data: { notice } },
    { type: 'leave.asked', data: { leave, person: personOf(step), kind: 'sick', from: T0, to: T0 + step.when, reason: '发烧' } }, { type: 'leave.decided', data: { leave, verdict: step.flag ? 'approved' : 'refused' } }, { type: 'leave.withdrawn', data: { leave } },
    { type: 'shift.assigned', data: { person: personOf(step), from: '2026-11-23', pattern: step.flag ? null : { weekdays: [1], holidays: false, spans: [{ from: '09:00', to: '12:00' }] } } },
    { type: 'shift.overridden', data: { person: personOf(step), day: '2026-11-24', spans: step.flag ? [] : null } },
    { type: 'duty.rulesSaved', data: { from: '2026-11-23', rules: dutyRulesSchema.parse(shippedDuties) } },
    { type: 'duty.done', data: { done, duty: 'original-post', account: place.account, day: '2026-11-22', evidence: [{ kind: 'file', media }], ...(step.flag && { times: 2, note: '新品' }) } },
    { type: 'duty.undone', data: { done } },
  ];
};

const personOf = (step: Step): PersonId => `p${step.what % 3}` as PersonId; // test id

/** A flag of a message, its review, the rules; the words of a reply may change before it left. */
const flags: Verb = (world, place, step) => {
  const isOurs = step.when % 2 === 0;
  const message = isOurs ? { client: clientOf(world, place, step) } : { id: remoteOf(world, place, step) };
  const known = flaggedMessageOf(place.conversation, message);
  if (known === undefined) return;
  const edit = step.what % 7 === 0 ? { edit: world.clock } : {};
  const flagged = { ...message, ...edit, side: isOurs ? 'ours' : 'customer', at: world.clock, rule: `rule-${step.what % 2}`, kind: 'diversion', clause: 'ACC-5', title: { 'zh-CN': '私联' }, severity: 'block', spans: [{ from: 0, to: 2 }], pack: 1, ...(step.flag && { override: '急件' }) } as const;
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'message.flagged', data: flagged }, { type: 'message.flagged', data: flagged },
    { type: 'flag.reviewed', data: { flag: flagIdOf(known, `rule-${step.what % 2}`), verdict: pick(['stands', 'dismissed', 'open'] as const, step.what), ...(step.flag && { reason: '误判' }) } },
    ...(isOurs ? [{ type: 'guard.overridden' as const, data: { client: clientOf(world, place, step), rules: ['rule-1'], reason: '急件', pack: 1 } }] : []),
    { type: 'flagRules.saved', data: { pack: { ...flagPack, version: 2 + (step.what % 5) } } },
    { type: 'priceList.saved', data: { list: { version: 2 + (step.what % 5), file: 'a.xlsx', rows: [{ name: '校服', aliases: [], lowest: 9900, list: 12900 }] } } },
  ];
  const draft = pick(drafts, step.where);
  add(world, place, { ...draft, actor: agent }, draft.type === 'flagRules.saved' || draft.type === 'priceList.saved' ? 'desk' : 'conversation');
};

const simple = (make: (world: World, place: Place, step: Step) => Pick<Draft, 'type' | 'data'>): Verb => (world, place, step) => {
  const draft = make(world, place, step);
  add(world, place, { ...draft, actor: agent });
};

/** Account-wide or in one conversation. */
const either = (make: (world: World, place: Place, step: Step) => Pick<Draft, 'type' | 'data'>): Verb => (world, place, step) =>
  add(world, place, make(world, place, step), step.flag ? 'conversation' : 'account');

const idOf = (known: Map<ConversationId, string[]>, place: Place, step: Step, prefix: string): string => {
  const ids = known.get(place.conversation) ?? [];
  return ids.length === 0 || step.what % 11 === 0 ? `${prefix}unknown` : pick(ids, step.what);
};
const mentionsOf = (step: Step): readonly PersonId[] => (step.flag ? [`p${step.what % 3}` as PersonId] : []); // test id
/** Steps in any order, also about a violation nobody proposed. */
const violations = (world: World, place: Place, step: Step): void => {
  const violation = `impolite:s${step.where % 4}`;
  const person = `p${step.what % 3}` as PersonId; // test id
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'violation.proposed', data: { violation, rule: 'impolite', clause: 'REG-1', pack: 1, person, kind: 'impolite', at: world.clock, month: '2026-11', ...(step.flag && { fen: 1000, conversation: place.conversation }), evidence: [{ seq: 1 }], excuses: [] } },
    { type: 'violation.confirmed', data: { violation, fen: step.what, ...(step.flag && { baseFen: 9, reason: '核实' }) } }, { type: 'violation.dismissed', data: { violation, reason: '不成立' } },
    { type: 'violation.retold', data: { violation, ...(step.flag && { over: step.what, fen: 500 }), evidence: [{ seq: 1 }, { seq: 2 }] } }, { type: 'violation.reopened', data: { violation } }, { type: 'violation.appealed', data: { violation, words: '没有' } },
    { type: 'violation.appealDecided', data: { violation, verdict: pick(['upheld', 'reduced', 'overturned'] as const, step.what), fen: 5, reason: '答复' } },
    { type: 'violation.reviewSettled', data: { person, month: '2026-11', rule: 'impolite', verdict: 'held', note: `${step.what}` } },
    { type: 'regulation.set', data: { pack: { ...regulation, version: 2 + (step.what % 3) } } },
  ];
  add(world, place, { ...pick(drafts, step.when), actor: agent }, 'desk');
};

const noteParts = (step: Step): Parts => [...text('注意'), ...mentionsOf(step).map((target) => ({ kind: 'mention' as const, target }))];

const verbs: Readonly<Record<string, Verb>> = {
  violations, violations2: violations, receive, receive2: receive, receive3: receive, receive4: receive, queue, queue2: queue, accept, accept2: accept, account, desk, people, custody, backups, retention, looks, spotChecks, spotChecks2: spotChecks, spotChecks3: spotChecks, flags, flags2: flags,
  attempted: simple((world, place, step) => ({ type: 'reply.attempted', data: { client: clientOf(world, place, step), attempt: 1 + (step.what % 3) } })),
  failed: simple((world, place, step) => ({ type: 'reply.failed', data: { client: clientOf(world, place, step), code: 'x', retryable: step.flag, ...(step.flag && { data: { n: 1 } }) } })),
  uncertain: simple((world, place, step) => ({ type: 'reply.uncertain', data: { client: clientOf(world, place, step), code: 'y' } })),
  requeued: simple((world, place, step) => ({ type: 'reply.requeued', data: { client: clientOf(world, place, step), why: 'retry' } })),
  withdrawn: simple((world, place, step) => ({ type: 'reply.withdrawn', data: { client: clientOf(world, place, step) } })),
  edited: simple((world, place, step) => ({ type: 'reply.edited', data: { client: clientOf(world, place, step), parts: partsOf(step) } })),
  recall: simple((world, place, step) => ({ type: 'message.recalled', data: { id: remoteOf(world, place, step), at: world.clock } })),
  edit: simple((world, place, step) => ({ type: 'message.edited', data: { id: remoteOf(world, place, step), parts: partsOf(step), at: world.clock } })),
  media: simple((world, place, step) => ({ type: 'message.media', data: { id: remoteOf(world, place, step), part: 1, media: { ...media, state: 'failed', reason: 'x' } } })),
  receipt: simple((world, place, step) => ({ type: 'receipt.received', data: { state: step.flag ? 'read' : 'delivered', at: world.clock, ...(step.what % 2 === 0 ? { upTo: world.clock - (step.when % 20) * 1000 } : { ids: [remoteOf(world, place, step)], clients: [clientOf(world, place, step)] }) } })),
  notice: either((world, place, step) => ({ type: 'notice.received', data: { ...(step.flag && { chat: place.chat }), type: 'poke', at: world.clock, raw: { n: step.what } } })),
  gap: either((world, _, step) => ({ type: 'gap.noted', data: { from: step.what % 3 === 0 ? 0 : world.clock - 9000, to: world.clock, reason: 'r' } })),
  catchup: either((world, _, step) => ({ type: 'catchup.done', data: { upTo: world.clock, count: step.what % 3 } })),
  chat: simple((_, place, step) => ({ type: 'chat.seen', data: { chat: { ...place.chat, title: `t${step.what % 3}` }, ...(step.flag && { avatar: media }) } })),
  contact: either((_, place, step) => ({ type: 'contact.seen', data: { contact: place.chat.contact ?? contactId('b'), ...(step.flag ? { name: `N${step.what % 3}` } : { remark: '备注', facts: { n: step.what } }) } })),
  read: simple((world, _, step) => ({ type: 'conversation.read', data: { upTo: Math.max(0, world.ledger.entries.length - (step.what % 6)) } })),
  closed: simple((_, __, step) => ({ type: 'conversation.closed', data: step.flag ? { reason: '完', outcome: pick(['sold', 'lost', 'other'] as const, step.what) } : {} })),
  reopened: simple(() => ({ type: 'conversation.reopened', data: {} })),
  dismissed: simple(() => ({ type: 'conversation.dismissed', data: {} })),
  assigned: simple((_, __, step) => ({ type: 'conversation.assigned', data: { person: step.flag ? `p${step.what % 3}` as PersonId : null } })), // test id
  snoozed: simple((world, _, step) => ({ type: 'conversation.snoozed', data: step.flag ? { until: world.clock + step.when } : {} })),
  woken: simple((_, __, step) => ({ type: 'conversation.woken', data: { why: step.flag ? 'time' : 'person' } })),
  pinned: simple((_, __, step) => ({ type: 'conversation.pinned', data: { isPinned: step.flag } })),
  sorted: simple((_, __, step) => ({ type: 'conversation.sorted', data: { matter: pick(['customer', 'task', 'notice'] as const, step.what) } })),
  passed: simple((world, _, step) => ({ type: step.flag ? 'wait.breached' : 'wait.escalated', data: { clock: `c${step.what % 2}`, clause: 'SVC-1', since: world.clock - (step.when % 3), limit: 1000, due: world.clock, pack: 1 } })),
  listFilter: (world, place, step) => { add(world, place, { ...pick([
    { type: 'listFilter.saved', data: { filter: { id: `filter-${step.what % 3}`, name: `n${step.when % 4}`, place: null, isShared: step.flag, query: listQuerySchema.parse({}) } } },
    { type: 'listFilter.removed', data: { filter: `filter-${step.what % 3}` } },
    { type: 'rulePack.saved', data: { pack: { ...pack, version: 2 + (step.what % 5) } } },
  ] as const, step.when), actor: agent }, 'desk'); },
  tag: either((_, place, step) => ({ type: 'customer.tagged', data: { customer: place.customer, tag: { ...tag(step), source: 'agent' } } })),
  untag: either((_, place, step) => ({ type: 'customer.untagged', data: { customer: place.customer, ...tag(step) } })),
  note: simple((world, place, step) => {
    world.count += 1;
    note(world.notes, place, `note${world.count}_`);
    return { type: 'note.added', data: { note: `note${world.count}_` as NoteId, parts: noteParts(step), mentions: mentionsOf(step) } }; // test id
  }),
  noteRevised: simple((world, place, step) => ({ type: 'note.revised', data: { note: idOf(world.notes, place, step, 'note') as NoteId, parts: noteParts(step), mentions: mentionsOf(step) } })), // test id
  help: simple((world, place, step) => {
    world.count += 1;
    note(world.helps, place, `help${world.count}_`);
    return { type: 'help.asked', data: { help: `help${world.count}_` as HelpId, to: step.flag ? { kind: 'supervisors' } : { kind: 'person', person: 'p2' as PersonId }, question: '怎么办' } }; // test id
  }),
  helpEnded: simple((world, place, step) => ({ ...(step.flag ? { type: 'help.answered', data: { help: idOf(world.helps, place, step, 'help') as HelpId, answer: '退' } } : { type: 'help.closed', data: { help: idOf(world.helps, place, step, 'help') as HelpId } }) })), // test id
  transfer: simple((world, place, step) => {
    world.count += 1;
    note(world.transfers, place, `pass${world.count}_`);
    return { type: 'transfer.offered', data: { transfer: `pass${world.count}_` as TransferId, to: `p${step.what % 3}` as PersonId, summary: '要退货' } }; // test id
  }),
  transferEnded: simple((world, place, step) => {
    const transfer = idOf(world.transfers, place, step, 'pass') as TransferId; // test id
    return pick([{ type: 'transfer.accepted', data: { transfer } }, { type: 'transfer.declined', data: { transfer, reason: '忙' } }, { type: 'transfer.withdrawn', data: { transfer } }] as const, step.when);
  }),
  scheduled: simple((world, place, step) => {
    world.count += 1;
    note(world.planned, place, `p${world.count}`);
    return { type: 'reply.scheduled', data: { client: clientId(`p${world.count}`), parts: partsOf(step), at: world.clock + (step.when % 60) * 60_000 } };
  }),
  planned: simple((world, place, step) => {
    const client = clientId(idOf(world.planned, place, step, 'p'));
    return pick([
      { type: 'reply.rescheduled', data: { client, at: world.clock + step.when * 1000, ...(step.flag && { parts: partsOf(step) }) } }, { type: 'reply.cancelled', data: { client } },
      { type: 'reply.held', data: { client, why: 'customerSpoke' } }, { type: 'reply.held', data: { client, why: 'refused', code: 'x', data: { n: 1 } } },
    ] as const, step.what);
  }),
  /** A client id is queued once, as the engine sees to it. */
  comeDue: (world, place) => {
    const id = (world.planned.get(place.conversation) ?? []).find((planned) => !world.due.has(planned));
    if (id === undefined) return;
    world.due.add(id);
    note(world.clients, place, id);
    add(world, place, { type: 'reply.queued', actor: agent, data: { client: clientId(id), parts: text('到时间了'), at: world.clock } });
  },
  inbox: (world, place, step) => add(world, place, { type: 'inbox.read', actor: agent, data: { upTo: step.what } }, 'desk'),
  merge: either((_, place, step) => ({ type: 'customer.merged', data: { into: place.customer, from: [pick(everybody, step.what)], evidence: { reason: 'phone' } } })),
  merge2: either((_, place, step) => ({ type: 'customer.merged', data: { into: pick(everybody, step.what), from: [place.customer, pick(everybody, step.when)], evidence: { reason: 'agent' } } })),
  split: either((_, place, step) => ({ type: 'customer.split', data: { customers: step.flag ? [place.customer] : [place.customer, pick(everybody, step.what)] } })),
  distinguish: either((_, place, step) => ({ type: 'customer.distinguished', data: { customer: place.customer, other: pick(everybody, step.what) } })),
  star: either((_, place, step) => ({ type: 'customer.starred', data: { customer: place.customer, starred: step.flag } })),
  reveal: either((_, place) => ({ type: 'customer.revealed', data: { customer: place.customer, field: 'phones' } })),
  profile: either((_, place, step) => ({ type: 'customer.profiled', data: { customer: place.customer, fields: pick<EntryData<'customer.profiled'>['fields']>([{ remark: `备注${step.what % 3}` }, { phones: step.flag ? ['13800000000'] : [] }, { birthday: null, company: '青禾' }, { 'custom:size': step.what }], step.when) } })),
  change: change, change2: change,
  revert: (world, place, step) => { add(world, place, { type: 'customer.reverted', actor: agent, data: { action: `action-${step.what % 4}` } }, 'desk'); },
  imported: (world, place, step) => { add(world, place, { type: 'customer.imported', actor: agent, data: { action: `action-${step.what % 4}`, scale: 2, file: 'a.csv', rows: [{ customer: place.customer, fields: { email: 'a@b.c' }, tags: [{ ...tag(step), source: 'import' }] }, { customer: pick(everybody, step.what), stage: 'deal', starred: true }] } }, 'desk'); },
  plan: either((world, place, step) => ({ type: 'followUp.planned', data: { id: `plan-000${step.what % 5}`, customer: place.customer, due: world.clock + 1000, purpose: '回访', ...(step.flag && { repeat: { every: 1, unit: 'week' } }) } })),
  planDone: either((world, place, step) => ({ type: 'followUp.done', data: { id: `plan-000${step.what % 5}`, customer: place.customer, ...(step.flag ? { next: world.clock + 9000 } : { note: '好' }) } })),
  planLater: either((world, place, step) => ({ type: step.flag ? 'followUp.moved' : 'followUp.reopened', data: { id: `plan-000${step.what % 5}`, customer: place.customer, due: world.clock + 5000 } })),
  planOther: either((world, place, step) => (step.flag ? { type: 'followUp.cancelled', data: { id: `plan-000${step.what % 5}`, customer: place.customer } } : { type: 'followUp.reminded', data: { id: `plan-000${step.what % 5}`, customer: place.customer, due: world.clock } })),
  duties: (world, place, step) => { add(world, place, { ...pick(dutyFacts(place, step), step.when), actor: agent }, 'desk'); },
  duties2: (world, place, step) => { add(world, place, { ...pick(dutyFacts(place, step), step.when), actor: agent }, 'desk'); },
  complaints: (world, place, step) => { add(world, place, { ...pick(complaintFacts(place, step), step.when), actor: agent }, 'desk'); },
  wordings: (world, place, step) => { add(world, place, { ...pick(wordingFacts(step), step.when), actor: agent }, 'desk'); },
  customers: (world, place, step) => { add(world, place, pick(customerFacts(step), step.when), 'desk'); },
  stage: either((_, place, step) => ({ type: 'customer.staged', data: { customer: place.customer, stage: step.flag ? 'deal' : 'potential' } })),
};

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...Object.keys(verbs)), where: fc.nat(15), what: fc.nat(999), when: fc.nat(9999), flag: fc.boolean(),
});

/** A ledger that could have happened. */
export const historyOf = (steps: readonly Step[]): readonly Entry[] => {
  const world: World = { ledger: new LedgerBuilder(), remote: new Map(), clients: new Map(), notes: new Map(), helps: new Map(), transfers: new Map(), planned: new Map(), due: new Set(), clock: T0, count: 0 };
  for (const step of steps) {
    world.clock += (step.when % 50) * 100;
    const owner = pick(accounts, step.where >> 3);
    const chat = pick(chats, step.where);
    const place = { account: owner, chat, conversation: conversationIdOf(owner, chat.id), customer: customerIdOf(owner, chat.contact ?? contactId('b')) };
    verbs[step.verb]?.(world, place, step);
  }
  return world.ledger.entries;
};

export const history = (maxLength: number): fc.Arbitrary<readonly Entry[]> =>
  fc.array(stepArbitrary, { minLength: 1, maxLength, size: 'max' }).map(historyOf);
