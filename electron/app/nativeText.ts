/** The few words the operating system shows for us (tray, menu); everything else is said by the window. */
export type NativeText = {
  readonly show: string;
  readonly quit: string;
  readonly doNotDisturb: string;
  readonly waiting: (count: number) => string;
  readonly edit: string;
  readonly view: string;
};

const CHINESE: NativeText = {
  show: '打开坐席',
  quit: '退出（停止接收消息）',
  doNotDisturb: '免打扰',
  waiting: (count) => (count === 0 ? '坐席 · 无人等待' : `坐席 · ${count} 位客户在等`),
  edit: '编辑',
  view: '视图',
};

const ENGLISH: NativeText = {
  show: 'Open Zuoxi',
  quit: 'Quit (stops receiving messages)',
  doNotDisturb: 'Do not disturb',
  waiting: (count) => (count === 0 ? 'Zuoxi · nobody waits' : `Zuoxi · ${count} waiting`),
  edit: 'Edit',
  view: 'View',
};

/** Chinese first: English only for a system in another language. */
export const nativeText = (locale: string): NativeText => (locale.toLowerCase().startsWith('zh') ? CHINESE : ENGLISH);
