/** The readable files of a package: one page for people, two tables for spreadsheets. Every text is somebody's and escaped. */
import type { MaskedField } from '#shared/rules/customerPolicy';
import { inOrder, type Line, type Transcript } from './transcript';

export type Cover = { readonly company: string; readonly exportedAt: string; readonly by: string; readonly role: string; readonly purpose: string; readonly entries: number; readonly head: number;
  readonly subject: Readonly<Record<string, unknown>>; readonly masked: readonly MaskedField[]; readonly sealed: number; readonly isWithoutFiles: boolean;
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
// Direction marks and other invisible characters could make a text read as another: they are shown.
const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark).replace(/[\u0000-\u0008\u000b-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (mark) => `<i>U+${mark.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}</i>`);

export const timeText = (at: number): string => {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

const STYLE = 'body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c2326;background:#fff;max-width:860px;margin:32px auto;padding:0 20px}h1{font-size:22px}h2{font-size:16px;border-bottom:1px solid #c6cdd0;padding-bottom:4px;margin-top:32px}dl{display:grid;grid-template-columns:96px 1fr;gap:2px 12px}dt{color:#5d6a6f}dd{margin:0;overflow-wrap:anywhere}article{padding:8px 12px;margin:8px 0;border-left:3px solid #c6cdd0;background:#f5f7f7}article.us{border-color:#1d6b6b;background:#eef6f5}article.note{border-color:#c98a12;background:#fbf5e6}header{color:#5d6a6f;font-size:12px}p{margin:2px 0;white-space:pre-wrap;overflow-wrap:anywhere}ul{margin:2px 0;padding-left:18px;color:#5d6a6f;font-size:12px}img{max-width:320px;max-height:240px;display:block;margin:6px 0}i{color:#b83a26;font-size:11px}@media print{article{break-inside:avoid}}';

const SIDES = { customer: '客户', us: '客服', note: '内部备注' } as const;
const PICTURE = /^image\/(?:png|jpeg|gif|webp|bmp)$/;

export type PathOf = (blob: string) => string | undefined;

const mediaHtml = ({ media }: Line, pathOf: PathOf): string => media.map((each) => {
  const path = each.blob === undefined ? undefined : pathOf(each.blob);
  if (path === undefined) return `<p>[附件未保存：${escape(each.name)}]</p>`;
  return PICTURE.test(each.mime) ? `<a href="${path}"><img src="${path}" alt="${escape(each.name)}"></a>` : `<p><a href="${path}">${escape(each.name)}</a></p>`;
}).join('');

const lineHtml = (line: Line, pathOf: PathOf): string =>
  `<article class="${line.side}"><header>#${line.seq} · ${timeText(line.at)} · ${SIDES[line.side]} ${escape(line.who)}</header><p>${escape(line.text)}</p>${mediaHtml(line, pathOf)}${line.remarks.length > 0 ? `<ul>${line.remarks.map((each) => `<li>${escape(each)}</li>`).join('')}</ul>` : ''}</article>\n`;

const MASKED: Readonly<Record<MaskedField, string>> = { phone: '电话', address: '地址', email: '邮箱', idNumber: '证件号', bankCard: '银行卡' };
const SCOPES: Readonly<Record<string, string>> = { conversation: '范围：会话的全部记录。', customer: '范围：该客户在各账号上的全部单聊会话。', search: '范围：检索命中的消息及其前后各 5 条。' };

const scopeWords = ({ subject, masked, sealed, isWithoutFiles }: Cover): string => [
  SCOPES[String(subject['kind'])] ?? '',
  masked.length > 0 ? `已遮盖：${masked.map((kind) => MASKED[kind]).join('、')}；含有这些内容的 ${sealed} 条记录只附证明、不附原文，原文封存在导出方的账本中，可按记录号核对。` : '',
  isWithoutFiles ? '未附带附件。' : '',
].join('');

/** One page that works offline and runs nothing. */
export function* htmlOf(cover: Cover, transcripts: readonly Transcript[], pathOf: PathOf): Generator<string, void, undefined> {
  yield `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>聊天记录证据包</title><style>${STYLE}</style></head><body><h1>聊天记录证据包</h1><dl>`;
  yield `<dt>公司</dt><dd>${escape(cover.company)}</dd><dt>导出人</dt><dd>${escape(cover.by)}（${escape(cover.role)}）</dd><dt>导出时间</dt><dd>${escape(cover.exportedAt)}</dd><dt>用途</dt><dd>${escape(cover.purpose)}</dd><dt>账本</dt><dd>${cover.entries} 条记录，账本共 ${cover.head} 条时签名</dd></dl>`;
  yield `<p>${escape(scopeWords(cover))}</p>`;
  yield '<p>本页由 entries.jsonl 中的原始记录生成，便于阅读。是否完整、未被改动，请在本文件夹运行 node verify.mjs，或在坐席的「督导」中验证。</p>';
  for (const transcript of transcripts) {
    yield `<h2>${escape(transcript.title)}</h2>\n`;
    if ((transcript.left ?? 0) > 0) yield `<p>本会话另有 ${transcript.left} 条消息不在本包范围内，未列出。</p>`;
    for (const line of inOrder(transcript.lines)) yield lineHtml(line, pathOf);
  }
  yield '</body></html>\n';
}

/** A spreadsheet runs what begins like a formula: such a cell begins with an apostrophe. */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = typeof value === 'string' && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
const row = (...values: readonly (string | number)[]): string => `${values.map(cell).join(',')}\r\n`;
const BOM = '\ufeff';

/** One row per message. */
export function* messagesCsv(transcripts: readonly Transcript[], pathOf: PathOf): Generator<string, void, undefined> {
  yield BOM + row('记录号', '会话', '时间', '一方', '说话人', '内容', '附件', '后续');
  for (const { conversation, lines } of transcripts) {
    for (const { seq, at, side, who, text, media, remarks } of lines) yield row(seq, conversation, timeText(at), SIDES[side], who, text, media.flatMap(({ blob }) => (blob === undefined ? [] : pathOf(blob) ?? [])).join(' '), remarks.join('；'));
  }
}

/** One row per conversation. */
export function* conversationsCsv(transcripts: readonly Transcript[]): Generator<string, void, undefined> {
  yield BOM + row('会话', '名称', '消息数', '客户', '客服', '最早', '最晚');
  for (const { conversation, title, lines } of transcripts) {
    const times = lines.map(({ at }) => at).sort((a, b) => a - b);
    const [first, last] = [times[0], times.at(-1)];
    const count = (side: Line['side']): number => lines.filter((line) => line.side === side).length;
    yield row(conversation, title, lines.length, count('customer'), count('us'), first === undefined ? '' : timeText(first), last === undefined ? '' : timeText(last));
  }
}

