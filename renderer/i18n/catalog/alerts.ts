/** What is read out to a screen reader, and the words of peak mode and do not disturb. */
export const alertMessages = {
  'zh-CN': {
    'announce.message': '{{name}} 说：{{text}}',
    'announce.overdue': '{{name}} 等待超时',
    'announce.dndOn': '免打扰已开',
    'announce.dndOff': '免打扰已关',
    'peak.on': '高峰模式',
    'peak.leave': '退出高峰模式',
    'dnd.on': '免打扰中',
    'dnd.leave': '关闭免打扰',
  },
  en: {
    'announce.message': '{{name}} says: {{text}}',
    'announce.overdue': '{{name}} waits too long',
    'announce.dndOn': 'Do not disturb is on',
    'announce.dndOff': 'Do not disturb is off',
    'peak.on': 'Peak mode',
    'peak.leave': 'Leave peak mode',
    'dnd.on': 'Do not disturb',
    'dnd.leave': 'Turn do not disturb off',
  },
} as const;
