/**
 * npm run verify -- LEDGER_DIR [--vkey KEY]
 * Exit 0 intact, 1 with the first bad entry or missing part on the first line, 2 when it could not be asked.
 */
import { parseArgs } from 'node:util';
import { AppError } from '#shared/domain/errors';
import { verifyLedger } from '../engine/ledger/verify';
import type { VerifyReport } from '../engine/ledger/verifyReport';
import { noteSentence, problemSentence, summarySentence, type Sentence } from './verifySentences';

const SHOWN = 20;

const usage: Sentence = {
  en: 'Usage: npm run verify -- LEDGER_DIR [--vkey KEY]\nLEDGER_DIR is the folder that holds ledger.json and segments/. KEY is a verifier key kept elsewhere (a line of ledger.pub): then only its signatures count.',
  zh: '用法：npm run verify -- 账本目录 [--vkey 公钥]\n账本目录内有 ledger.json 和 segments/。公钥为另行保存的 ledger.pub 中的一行：给出后只认它的签名。',
};

const refusals: Readonly<Record<string, Sentence>> = {
  'ledger.notFound': { en: 'There is no ledger in this folder.', zh: '该目录中没有账本。' },
  'ledger.badVkey': { en: 'This is no Ed25519 verifier key (name+id+base64).', zh: '这不是 Ed25519 公钥（名称+编号+base64）。' },
};

const print = (stream: NodeJS.WriteStream, ...sentences: readonly Sentence[]): void => {
  for (const { en, zh } of sentences) stream.write(`${en}\n${zh}\n`);
};

const printReport = (report: VerifyReport): void => {
  print(process.stdout, ...report.problems.slice(0, SHOWN).map(problemSentence));
  const more = report.problems.length - SHOWN;
  if (more > 0) print(process.stdout, { en: `and ${more} more`, zh: `另有 ${more} 处` });
  print(process.stdout, ...report.notes.map(noteSentence), summarySentence(report));
};

const readArguments = (): { readonly dir: string; readonly vkey?: string } | undefined => {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { vkey: { type: 'string' } } });
    const [dir, extra] = positionals;
    return dir === undefined || extra !== undefined ? undefined : { dir, ...(values.vkey === undefined ? {} : { vkey: values.vkey }) };
  } catch {
    return undefined; // an unknown option: the usage says what there is
  }
};

const main = async (): Promise<number> => {
  const asked = readArguments();
  if (!asked) {
    print(process.stderr, usage);
    return 2;
  }
  try {
    const report = await verifyLedger(asked.dir, asked);
    printReport(report);
    return report.isIntact ? 0 : 1;
  } catch (error) {
    const refusal = error instanceof AppError ? refusals[error.code] : undefined;
    print(process.stderr, refusal ?? { en: `Could not read the ledger: ${String(error)}`, zh: `无法读取账本：${String(error)}` }, usage);
    return 2;
  }
};

process.exitCode = await main();
