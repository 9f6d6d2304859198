/** Findings of `verifyLedger` in plain words, English and Chinese. */
import type { Note, Problem, VerifyReport } from '../engine/ledger/verifyReport';

export type Sentence = { readonly en: string; readonly zh: string };

type Where = { readonly segment?: string; readonly offset?: number; readonly bytes?: number };

const entries = ({ seq, seqTo }: { readonly seq?: number; readonly seqTo?: number }): Sentence => {
  if (seq === undefined) return { en: 'bytes between entries', zh: '记录之间的字节' };
  return seqTo === undefined || seqTo === seq ? { en: `entry ${seq}`, zh: `第 ${seq} 条记录` } : { en: `entries ${seq} to ${seqTo}`, zh: `第 ${seq} 至 ${seqTo} 条记录` };
};

const place = ({ segment, offset }: Where): Sentence => {
  if (segment === undefined) return { en: '', zh: '' };
  return offset === undefined ? { en: ` (segment ${segment})`, zh: `（分段 ${segment}）` } : { en: ` (segment ${segment}, byte ${offset})`, zh: `（分段 ${segment}，第 ${offset} 字节）` };
};

const about = (problem: Problem, en: string, zh: string): Sentence => {
  const what = entries(problem);
  const where = place(problem);
  return { en: `${what.en} ${en}${where.en}`, zh: `${what.zh}${zh}${where.zh}` };
};

const aboutRange = (problem: Problem): Sentence => {
  if (problem.seqTo === undefined || problem.seqTo === problem.seq) return about(problem, 'was altered', '被改动');
  const what = entries(problem);
  return { en: `at least one of ${what.en} was altered: the signed root does not fit them`, zh: `${what.zh}中至少一条被改动：与已签名的根不符` };
};

export const problemSentence = (problem: Problem): Sentence => {
  switch (problem.kind) {
    case 'damaged': return about(problem, 'cannot be read, the bytes are damaged', '无法读取，字节已损坏');
    case 'altered': return aboutRange(problem);
    case 'missing': return about(problem, 'missing before this place', '缺失，应在此处之前');
    case 'order': return about(problem, 'out of order or doubled', '顺序错乱或重复');
    case 'truncated': return about(problem, 'signed but missing from the end', '已签名，但末尾缺失');
    case 'bodyMissing': return about(problem, 'has lost its content', '内容缺失');
    case 'segmentMissing': return { en: `segment ${problem.segment ?? ''} is missing; entry ${problem.seq ?? 0} should follow there`, zh: `分段 ${problem.segment ?? ''} 缺失，其后应为第 ${problem.seq ?? 0} 条记录` };
    case 'segmentForeign': return { en: `segment ${problem.segment ?? ''} belongs to another ledger or place`, zh: `分段 ${problem.segment ?? ''} 属于其他账本或位置` };
    case 'checkpointBad': return { en: `the signed note at line ${problem.line ?? 0} of checkpoints.log does not hold`, zh: `checkpoints.log 第 ${problem.line ?? 0} 行的签名检查点无效` };
    case 'checkpointsMissing': return { en: 'the ledger was signed before, but no signed checkpoint is left (checkpoints.log)', zh: '账本曾经签名，但已没有任何签名检查点（checkpoints.log）' };
    case 'blobMissing': return { en: `the attachment ${problem.blob ?? ''} of entry ${problem.seq ?? 0} is missing`, zh: `第 ${problem.seq ?? 0} 条记录的附件 ${problem.blob ?? ''} 缺失` };
    case 'blobAltered': return { en: `the attachment ${problem.blob ?? ''} of entry ${problem.seq ?? 0} was altered`, zh: `第 ${problem.seq ?? 0} 条记录的附件 ${problem.blob ?? ''} 被改动` };
  }
};

export const noteSentence = (note: Note): Sentence => {
  const what = entries(note);
  const where = place(note);
  switch (note.kind) {
    case 'erased': return { en: `the content of ${note.count ?? 0} records and attachments was erased lawfully ${new Date(note.at ?? 0).toISOString()} by ${what.en}: ${note.reason ?? ''}`, zh: `${note.count ?? 0} 条记录或附件的内容已依法删除（${new Date(note.at ?? 0).toISOString()}，见${what.zh}：${note.reason ?? ''}）` };
    case 'unsigned': return { en: `${what.en}: not yet signed; checked against their own digests only`, zh: `${what.zh}尚未签名，仅按自身摘要核对` };
    case 'tornTail': return { en: `${note.bytes ?? 0} bytes of an unfinished write at the end${where.en}; nobody was told of them`, zh: `末尾有 ${note.bytes ?? 0} 字节未写完${where.zh}，未曾确认给任何人` };
    case 'unfinishedCall': return { en: `${what.en}${where.en} belongs to a write that was not finished`, zh: `${what.zh}${where.zh}属于一次未完成的写入` };
    case 'tornCheckpoint': return { en: `${note.bytes ?? 0} bytes of an unfinished checkpoint at the end of checkpoints.log`, zh: `checkpoints.log 末尾有 ${note.bytes ?? 0} 字节未写完` };
    case 'otherKey': return { en: `the note at line ${note.line ?? 0} of checkpoints.log is signed by another key and was not counted`, zh: `checkpoints.log 第 ${note.line ?? 0} 行由其他密钥签名，未计入` };
    case 'rootsUnchecked': return { en: `from ${what.en} on signed roots cannot be recomputed; later entries were checked against their own digests`, zh: `自${what.zh}起无法重算已签名的根，其后的记录仅按自身摘要核对` };
  }
};

export const summarySentence = ({ isIntact, entries: count, signed, checkpoints, keys }: VerifyReport): Sentence => {
  const by = keys.length > 0 ? keys.join(', ') : '-';
  return isIntact
    ? { en: `INTACT: ${count} entries, ${signed} of them signed (${checkpoints} checkpoints, key ${by})`, zh: `完好：共 ${count} 条记录，其中 ${signed} 条已签名（检查点 ${checkpoints} 个，密钥 ${by}）` }
    : { en: `NOT INTACT: ${count} entries, the signatures hold up to entry ${signed} (key ${by})`, zh: `不完好：共 ${count} 条记录，签名有效至第 ${signed} 条（密钥 ${by}）` };
};
