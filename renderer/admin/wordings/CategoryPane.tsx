import { useMemo, useState } from 'react';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MoveCategory } from './MoveCategory';
import { categoryTree, type Category } from './wordingTree';
import styles from './Wordings.module.css';

const isOn = (path: readonly string[], category: Category): boolean => path.length === category.path.length && path.every((name, at) => category.path[at] === name);

const Branch = ({ category, path, closed, onToggle, onPath }: {
  readonly category: Category; readonly path: readonly string[]; readonly closed: ReadonlySet<string>;
  readonly onToggle: (key: string) => void; readonly onPath: (path: readonly string[]) => void;
}) => {
  const t = useT();
  const key = category.path.join('/');
  const isOpen = !closed.has(key);
  const hasChildren = category.children.length > 0;
  return (
    <li role="treeitem" aria-selected={isOn(path, category)} aria-expanded={hasChildren ? isOpen : undefined} aria-level={category.path.length}>
      <div className={styles.branch} data-level={category.path.length} data-on={isOn(path, category) || undefined}>
        {hasChildren
          ? <button type="button" className={styles.twist} aria-label={t(isOpen ? 'wordings.fold' : 'wordings.unfold', { name: category.name })} onClick={() => onToggle(key)}><Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} /></button>
          : <span className={styles.twist} />}
        <button type="button" className={styles.category} onClick={() => onPath(category.path)}><span>{category.name}</span><small>{category.count}</small></button>
      </div>
      {hasChildren && isOpen && <ul role="group">{category.children.map((child) => <Branch key={child.name} category={child} path={path} closed={closed} onToggle={onToggle} onPath={onPath} />)}</ul>}
    </li>
  );
};

/** Categories up to four levels deep; a branch chosen shows itself and all below. */
export const CategoryPane = ({ rows, path, mayMove, onPath }: { readonly rows: readonly WordingRow[]; readonly path: readonly string[]; readonly mayMove: boolean; readonly onPath: (path: readonly string[]) => void }) => {
  const t = useT();
  const tree = useMemo(() => categoryTree(rows), [rows]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [isMoving, setMoving] = useState(false);
  const toggle = (key: string): void => setClosed((before) => {
    const after = new Set(before);
    if (!after.delete(key)) after.add(key);
    return after;
  });
  return (
    <nav className={styles.tree} aria-label={t('wording.field.category')}>
      <div className={styles.treeHead}>
        <span>{t('wording.field.category')}</span>
        {mayMove && path.length > 0 && <IconButton icon="pencil" size={22} label={t('wordings.move.title', { name: path.at(-1) ?? '' })} onPress={() => setMoving(true)} testId="wordings-move" />}
      </div>
      <ul role="tree" aria-label={t('wording.field.category')}>
        <li role="treeitem" aria-selected={path.length === 0} aria-level={1}>
          <div className={styles.branch} data-level={1} data-on={path.length === 0 || undefined}><span className={styles.twist} /><button type="button" className={styles.category} onClick={() => onPath([])}><span>{t('wordings.all')}</span><small>{rows.length}</small></button></div>
        </li>
        {tree.map((category) => <Branch key={category.name} category={category} path={path} closed={closed} onToggle={toggle} onPath={onPath} />)}
      </ul>
      {isMoving && <MoveCategory from={path} rows={rows} onDone={(to) => { setMoving(false); if (to !== undefined) onPath(to); }} />}
    </nav>
  );
};
