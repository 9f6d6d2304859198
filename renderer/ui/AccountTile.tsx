import { isSelfHealing, type AccountState } from '#shared/domain/account';
import { accountColour } from './accountColour';
import { Badge } from './Badge';
import { StateDot } from './StateDot';
import styles from './AccountTile.module.css';

const isAway = (state: AccountState): boolean => state === 'offline' || (state !== 'online' && !isSelfHealing(state));

/** 32 px tile: glyph on the account's colour, patterned foot, state at the bottom right, unread at the top right. */
export const AccountTile = ({ glyph, color, state, stateLabel, unread = 0, hot = false }: {
  readonly glyph: string; readonly color: number; readonly state?: AccountState; readonly stateLabel?: string;
  readonly unread?: number; readonly hot?: boolean;
}) => (
  <span className={styles.tile} data-acc={accountColour(color)}>
    <span className={styles.face} data-faded={(state !== undefined && isAway(state)) || undefined} aria-hidden>{glyph}</span>
    {unread > 0 && <span className={styles.unread} aria-hidden><Badge count={unread} hot={hot} /></span>}
    {state !== undefined && <span className={styles.state}><StateDot state={state} label={stateLabel} /></span>}
  </span>
);

/** Tile of "all accounts": no colour, no state. */
export const AllTile = ({ glyph }: { readonly glyph: string }) => <span className={styles.all} aria-hidden>{glyph}</span>;
