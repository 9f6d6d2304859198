/**
 * Words that close an exchange and ask for nothing. Left out on purpose: 是的, 对, 可以, 行, 1 … which answer a
 * question of ours and usually want something done, and anything that asks (吗, 呢, ?).
 */
export const courtesyWords: readonly string[] = [
  '谢谢', '谢了', '谢啦', '多谢', '感谢', '非常感谢', '十分感谢', '感恩', '万分感谢', '谢谢您', '谢谢你', '感谢您', '感谢你', '谢谢哈', '谢',
  '辛苦', '辛苦了', '您辛苦了', '你辛苦了', '麻烦了', '麻烦你了', '麻烦您了', '打扰了',
  '好的', '好滴', '好哒', '好嘞', '好', '好好', '好吧', '行吧', '嗯', '恩', '嗯嗯', '哦', '噢', '喔', '哦哦', '嗯呢',
  '收到', '知道了', '我知道了', '明白', '明白了', '了解', '了解了', '懂了', '晓得了', '没事', '没事了', '没关系', '不用了', '不用谢', '不客气', '客气了',
  '再见', '拜拜', '回见', '晚安', '哈哈', '嘿嘿', '太好了',
  '謝謝', '多謝', '感謝', '好喔', '了解囉',
  'ok', 'okay', 'okey', 'okk', 'oki', 'k', 'kk', 'thx', 'thanks', 'thankyou', 'thankyouverymuch', 'thankssomuch', 'thanksalot', 'manythanks', 'tks', 'tks', 'ty', 'gotit', 'isee', 'alright',
  'great', 'perfect', 'bye', 'byebye', 'goodbye', '3q', '88', 'welcome', 'yourewelcome', 'noted', 'received',
];
