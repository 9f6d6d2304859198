import styles from './Icon.module.css';

const ring = (cx: number, cy: number, r: number): string => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`;

/** Line icons on a 16 px grid, stroke 1.4, one path each. */
const paths = {
  alert: `${ring(8, 8, 5.5)}M8 5v3.6M8 10.8v.1`,
  bell: 'M4 11V7.5a4 4 0 0 1 8 0V11l1 1.2H3zM6.7 13.6a1.4 1.4 0 0 0 2.6 0',
  box: 'M2.5 5 8 2.3 13.5 5v6L8 13.7 2.5 11zM2.5 5 8 7.7 13.5 5M8 7.7v6',
  calendar: 'M3.7 3.5h8.6a1 1 0 0 1 1 1v7.8a1 1 0 0 1-1 1H3.7a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1zM2.7 6.5h10.6M5.5 2.3v2M10.5 2.3v2',
  check: 'M3.5 8.5l3 3 6-7',
  checks: 'M1.5 8.5l3 3 5.5-7M8 11.2l.4.3 6-7',
  chevronDown: 'M5 6.5 8 9.5l3-3',
  chevronLeft: 'M9.5 5 6.5 8l3 3',
  chevronRight: 'M6.5 5 9.5 8l-3 3',
  chevronUp: 'M4.5 9.8 8 6.3l3.5 3.5',
  clip: 'M12.5 7.3 8 11.9a2.7 2.7 0 0 1-3.9-3.8l4.9-5a1.8 1.8 0 0 1 2.6 2.5L6.8 10.5a.8.8 0 0 1-1.2-1.2L9.8 5',
  clock: `${ring(8, 8, 5.5)}M8 5v3.2l2 1.3`,
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  done: `${ring(8, 8, 5.5)}M5.5 8.2l1.8 1.8 3.2-3.8`,
  download: 'M8 2.5V10M5 7.5l3 3 3-3M3 13.3h10',
  drawer: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  emoji: `${ring(8, 8, 5.5)}M5.7 9.3c1 1.6 3.6 1.6 4.6 0M6 6.4v.1M10 6.4v.1`,
  eye: `M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8z${ring(8, 8, 1.8)}`,
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  filter: 'M2.5 3.5h11L9.3 8.6v3.6l-2.6 1.3V8.6z',
  gap: 'M2 8h3M11 8h3M6.5 4.5v7M9.5 4.5v7',
  gear: `${ring(8, 8, 2)}M8 2v1.6M8 12.4V14M2 8h1.6M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M12.2 3.8l-1.1 1.1M4.9 11.1l-1.1 1.1`,
  globe: `${ring(8, 8, 5.5)}M2.5 8h11M8 2.5c2 2 2 9 0 11M8 2.5c-2 2-2 9 0 11`,
  group: `${ring(6, 6, 2.2)}M2 12.8c.4-2.3 2-3.3 4-3.3s3.6 1 4 3.3M10.3 4a2.2 2.2 0 0 1 0 4M11.6 9.8c1.3.5 2.1 1.5 2.4 3`,
  help: `${ring(8, 8, 5.5)}${ring(8, 8, 2.3)}M4.2 4.2l2.1 2.1M9.7 9.7l2.1 2.1M11.8 4.2 9.7 6.3M6.3 9.7l-2.1 2.1`,
  image: `M3.7 3h8.6a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H3.7a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 3.7 3zM2.5 11l3.2-3.2 2.6 2.6 1.7-1.7 3.5 3.3${ring(10.3, 6, 0.9)}`,
  key: `${ring(5.2, 10.8, 2.7)}M7.2 8.8 13 3M11 5l1.8 1.8M9.3 6.7l1.2 1.2`,
  link: 'M6.8 9.2a2.3 2.3 0 0 0 3.3 0l2-2a2.3 2.3 0 0 0-3.3-3.3l-.8.8M9.2 6.8a2.3 2.3 0 0 0-3.3 0l-2 2a2.3 2.3 0 0 0 3.3 3.3l.8-.8',
  location: `M8 14s4.5-4.3 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.7 8 14 8 14z${ring(8, 6.5, 1.5)}`,
  lock: 'M4.7 7h6.6a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1-1.2 1.2H4.7a1.2 1.2 0 0 1-1.2-1.2V8.2A1.2 1.2 0 0 1 4.7 7zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  maximize: 'M3.5 3.5h9v9h-9z',
  minimize: 'M3.5 8.5h9',
  moon: 'M12.8 9.6A5.3 5.3 0 0 1 6.4 3.2a5.3 5.3 0 1 0 6.4 6.4z',
  more: `${ring(3.5, 8, 0.6)}${ring(8, 8, 0.6)}${ring(12.5, 8, 0.6)}`,
  note: 'M3 2.8h10v7L9.8 13.2H3zM9.8 13V9.8H13M5.2 5.8h5.6M5.2 8.3h3',
  offline: 'M2.5 2.5l11 11M5 6.2a7.2 7.2 0 0 0-2.7 1.5M7.6 4.9a8.4 8.4 0 0 1 6.1 2.4M4.6 9.9a4.8 4.8 0 0 1 2.6-1.3M10.3 9.1c.4.2.8.5 1.1.8M8 12.3v.1',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  pencil: 'M3 13l.7-3L11 2.7l2.3 2.3L6 12.3zM9.5 4.2l2.3 2.3',
  pin: 'M6 2.5h4M6.6 2.5v4L4.5 9h7L9.4 6.5v-4M8 9v4.7',
  play: 'M5 3.5v9L12.5 8z',
  plus: 'M8 3v10M3 8h10',
  product: 'M3 5.5h10l-.8 8H3.8zM5.8 7.3V4.5a2.2 2.2 0 0 1 4.4 0v2.8',
  question: `${ring(8, 8, 5.5)}M6.3 6.5a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.1M8 11v.1`,
  quote: 'M6.8 4.5C4.6 5.2 3.3 6.8 3.3 9.3v2.2h3.2V8.3H4.2M12.8 4.5c-2.2.7-3.5 2.3-3.5 4.8v2.2h3.2V8.3h-2.3',
  refresh: 'M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12.2 2.5V5H9.7M3.8 13.5V11h2.5',
  restore: 'M3.5 5.5h7v7h-7zM5.5 5.5v-2h7v7h-2',
  search: `${ring(7, 7, 4.2)}M10.2 10.2 13.5 13.5`,
  send: 'M2.5 8 13.5 3l-3.2 10-2.6-4zM13.5 3 7.7 9',
  shield: 'M8 2 13 4v4c0 3.2-2.2 5.2-5 6-2.8-.8-5-2.8-5-6V4zM5.8 8l1.6 1.6 2.8-3.2',
  shop: 'M2.5 6.5 3.5 3h9l1 3.5M2.5 6.5a1.8 1.8 0 0 0 3.6 0 1.9 1.9 0 0 0 3.8 0 1.8 1.8 0 0 0 3.6 0M3.5 8.3V13h9V8.3',
  sort: 'M4.5 3v10M2.5 11l2 2 2-2M9 4.5h5M9 8h3.5M9 11.5h2',
  star: 'M8 2.5l1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.2 4.6 13l.7-3.8L2.5 6.5 6.3 6z',
  sun: `${ring(8, 8, 2.6)}M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1`,
  tearOff: 'M7 4H3.5v8.5H12V9M9 3.5h3.5V7M12.3 3.7 7.5 8.5',
  tag: 'M2.5 2.8h5.2l6 6-4.9 4.9-6.3-6.2zM5.3 5.6v.1',
  template: 'M3 3.5h3v9H3zM6 3.5h3v9H6zM9.7 4l2.5-.7 2 8.7-2.5.6z',
  transfer: 'M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13',
  trash: 'M3 4.5h10M6.3 4.5v-2h3.4v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4',
  undo: 'M5.5 3.5 3 6l2.5 2.5M3 6h6.5a3.5 3.5 0 0 1 0 7H6',
  user: `${ring(8, 5.5, 2.7)}M2.8 13.5c.5-2.8 2.6-4 5.2-4s4.7 1.2 5.2 4`,
  voice: 'M8 2.3a1.9 1.9 0 0 1 1.9 1.9v3.6a1.9 1.9 0 0 1-3.8 0V4.2A1.9 1.9 0 0 1 8 2.3zM3.7 7.7a4.3 4.3 0 0 0 8.6 0M8 12v1.8',
  warning: 'M8 2.5 14.2 13.2H1.8zM8 6.5v3M8 11.3v.1',
} as const satisfies Readonly<Record<string, string>>;

export type IconName = keyof typeof paths;

/**
 * One icon of our set. Decorative unless `label` is given, then it is an image with that name.
 * `size` in CSS px; `solid` fills the outline (star, play).
 */
export const Icon = ({ name, size = 16, label, solid = false }: {
  readonly name: IconName; readonly size?: 12 | 14 | 16; readonly label?: string; readonly solid?: boolean;
}) => (
  <svg
    className={styles.icon} viewBox="0 0 16 16" data-size={size} data-solid={solid || undefined}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    <path d={paths[name]} />
  </svg>
);

/** The product's mark: a seat seen from the front. */
export const ProductMark = ({ size = 22 }: { readonly size?: number }) => (
  <svg className={styles.mark} viewBox="0 0 22 22" width={size} height={size} aria-hidden>
    <rect x="1" y="1" width="20" height="20" rx="5" />
    <path d="M6.5 6v5.5h9V6M6.5 11.5V16M15.5 11.5V16" />
    <circle cx="11" cy="7" r="1.4" />
  </svg>
);
