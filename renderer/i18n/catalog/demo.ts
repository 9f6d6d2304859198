/** Sentences of the demonstration shop. */
export const demoMessages = {
  'zh-CN': {
    'channel.demo': '演示店铺',
    'channel.demo.short': '演示',
    'channel.demo.about': '内置客户会自己来问、催、撤回、断线。不联网，不进考核，随时可整店清除。',
    'channel.demo.speed': '速度（倍）',
    'channel.demo.speed.help': '1 是真实节奏；10 约一两分钟走完全部客户。',
    'error.demo.outage': '演示断线，约 {{seconds}} 秒后恢复并补齐',
    'error.demo.noCustomer': '演示店铺里没有这位客户',
    'error.demo.badFrame': '不是演示店铺的记录',
  },
  en: {
    'channel.demo': 'Demonstration shop',
    'channel.demo.short': 'Demo',
    'channel.demo.about': 'Built-in customers ask, hurry, recall and drop the line by themselves. No network, outside every assessment, removable at any time.',
    'channel.demo.speed': 'Speed (×)',
    'channel.demo.speed.help': '1 is real pace; at 10 every customer has been through in a minute or two.',
    'error.demo.outage': 'Demonstration outage; back and caught up in about {{seconds}} s',
    'error.demo.noCustomer': 'The demonstration shop has no such customer',
    'error.demo.badFrame': 'Not a record of the demonstration shop',
  },
} as const;
