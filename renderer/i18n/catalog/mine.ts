/** Sentences of "my work": what concerns the person signed in. */
export const mineMessages = {
  'zh-CN': {
    'nav.mine': '我的',
    'mine.looks': '查阅记录',
    'mine.looksHint': '主管、管理员查阅您接待的会话时，这里都会留下记录。',
    'mine.noLooks': '还没有人查阅过您接待的会话。',
    'mine.lookedAt': '{{name}} 查阅了与 {{customer}} 的会话',
    'mine.openConversation': '打开会话',
  },
  en: {
    'nav.mine': 'My work',
    'mine.looks': 'Access log',
    'mine.looksHint': 'Every time a supervisor or administrator reads one of your conversations, it is listed here.',
    'mine.noLooks': 'Nobody has read one of your conversations yet.',
    'mine.lookedAt': '{{name}} read the conversation with {{customer}}',
    'mine.openConversation': 'Open',
  },
} as const;
