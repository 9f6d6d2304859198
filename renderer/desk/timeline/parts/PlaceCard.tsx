import type { Part } from '#shared/domain/message';
import { useCover } from '../../../cover/coverContext';
import { useT } from '../../../i18n/useT';
import { Icon } from '../../../ui/Icon';
import styles from './Parts.module.css';

/** A place by name and coordinates; no map is loaded, nobody learns where the customer is. */
export const PlaceCard = ({ part }: { readonly part: Extract<Part, { readonly kind: 'location' }> }) => {
  const t = useT();
  const cover = useCover();
  return (
    <span className={styles.card}>
      <Icon name="location" />
      <span className={styles.cardWords}>
        <span className={styles.cardTitle}>{cover(part.title ?? part.address ?? '') || t('timeline.place.untitled')}</span>
        {part.title !== undefined && part.address !== undefined && <span className={styles.cardAside}>{cover(part.address)}</span>}
        <span className={styles.cardAside}>{part.latitude.toFixed(5)}, {part.longitude.toFixed(5)}</span>
      </span>
    </span>
  );
};
