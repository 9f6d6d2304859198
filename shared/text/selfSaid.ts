/** What a customer says of their occupation. Pure over the list of occupations. */

export type OccupationGuess = { readonly occupation: string; readonly confidence: number; readonly quote: string };
export type OccupationWord = { readonly key: string; readonly words: readonly string[] };

const SELF = /(?:^|[，。！？,.!?\s、；])(?:我|本人|俺)(?:自己|现在|目前|就|也|都|以前)*(?:是|做|当|在[^，。！？,]{1,10}(?:当|做))(?:了)?(?:一|个|名|位|在|[^，。！？,不的]{0,6}?)*$/u;
const AFTER = /^(?:$|[，。！!,.~～\s、；]|啦|呀|哦|哈|呢|出身|一枚|了)/u;
const PAST = /以前|之前|曾经|退伍前|不是|如果|要是|是不是|你|您/u;

/** "我是一名小学老师" → teacher; nothing when a sentence speaks of others, asks, denies or is over. */
export const occupationSaid = (text: string, list: readonly OccupationWord[]): OccupationGuess | undefined => {
  const found = text.split(/[。！!\n；;，,]/u).flatMap((sentence): readonly OccupationGuess[] => {
    if (PAST.test(sentence) || /[?？]|吗/u.test(sentence)) return [];
    return list.flatMap(({ key, words }) => words.flatMap((word) => {
      const at = sentence.indexOf(word);
      const isSelf = at > 0 && SELF.test(sentence.slice(0, at)) && AFTER.test(sentence.slice(at + word.length));
      return isSelf ? [{ occupation: key, confidence: 0.8, quote: sentence.trim().slice(0, 60) }] : [];
    }));
  });
  return new Set(found.map((one) => one.occupation)).size === 1 ? found[0] : undefined;
};
