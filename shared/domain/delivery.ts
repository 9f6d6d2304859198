import { z } from 'zod';

/**
 * Life of one reply. Ranked; a later fact never lowers it except where a person or proof says so
 * (`uncertain`→`queued` by resend, `failed`→`queued` by retry). Persisted in the archive: adding a
 * state is a schema change.
 */
export const deliverySchema = z.enum(['queued', 'sending', 'uncertain', 'failed', 'withdrawn', 'accepted', 'delivered', 'read']);
export type Delivery = z.infer<typeof deliverySchema>;

export type DeliveryEvent = 'queued' | 'attempted' | 'uncertain' | 'failed' | 'withdrawn' | 'accepted' | 'delivered' | 'read' | 'requeued';

const rank: Record<Delivery, number> = { queued: 0, sending: 1, uncertain: 2, failed: 2, withdrawn: 3, accepted: 4, delivered: 5, read: 6 };

const target: Record<Exclude<DeliveryEvent, 'requeued'>, Delivery> = {
  queued: 'queued', attempted: 'sending', uncertain: 'uncertain', failed: 'failed',
  withdrawn: 'withdrawn', accepted: 'accepted', delivered: 'delivered', read: 'read',
};

/**
 * Monotonic reducer. Proof that a message arrived (`accepted`, `delivered`, `read`) beats any doubt;
 * doubt never beats proof. Two named steps back: `requeued` from `uncertain`, `failed` or `sending`, and `failed`
 * after `accepted`: the platform took it and then sent it back (an XMPP error stanza, a bounced mail).
 * Returns the same value when nothing changes, so callers may compare by identity.
 */
export const reduceDelivery = (state: Delivery | undefined, event: DeliveryEvent): Delivery => {
  if (state === undefined) return event === 'requeued' ? 'queued' : target[event];
  if (event === 'requeued') return rank[state] <= rank.uncertain ? 'queued' : state;
  const next = target[event];
  if (state === 'accepted' && event === 'failed') return 'failed';
  if (state === 'withdrawn' && rank[next] < rank.accepted) return state;
  return rank[next] > rank[state] || (rank[next] === rank[state] && next !== state && rank[state] === rank.uncertain) ? next : state;
};

/** Nothing more will happen to it unless a receipt arrives. */
export const isSettled = (state: Delivery): boolean => rank[state] >= rank.withdrawn;
