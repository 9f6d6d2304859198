import type { Components } from 'react-virtuoso';
import type { Ref } from 'react';
import { translate } from '../../i18n/translate';
import type { TimelineItem } from './timelineItems';
import styles from './Timeline.module.css';

export type ListContext = { readonly hasMore: boolean };
type Parts = Components<TimelineItem, ListContext>;

type ListProps = Parameters<Extract<NonNullable<Parts['List']>, (...args: never[]) => unknown>>[0] & { readonly ref?: Ref<HTMLDivElement> };
type ItemProps = Parameters<Extract<NonNullable<Parts['Item']>, (...args: never[]) => unknown>>[0];

// A real ordered list for screen readers; the library's types only know divs.
const List = ({ children, style, ref, ...rest }: ListProps) => (
  <ol ref={ref as Ref<HTMLOListElement>} style={style} className={styles.list} aria-label={translate('timeline.label')} data-testid={rest['data-testid']}>{children}</ol> // same element API
);

const Item = ({ children, style, item: _item, context: _context, ...rest }: ItemProps & { readonly context?: ListContext }) => (
  <li style={style} className={styles.item} data-index={rest['data-index']} data-item-index={rest['data-item-index']} data-known-size={rest['data-known-size']} ref={(rest as { readonly ref?: Ref<HTMLLIElement> }).ref}>{children}</li> // measured by the library through this ref
);

const Header = ({ context }: { readonly context?: ListContext }) =>
  context?.hasMore ? <p className={styles.head}>{translate('timeline.older')}</p> : null;
const Footer = () => <div className={styles.foot} />;

/** The elements the virtual list is made of. Module constants: new ones would rebuild the list. */
export const timelineParts: Parts = { List, Item, Header, Footer } as Parts; // li and ol instead of div, see above
