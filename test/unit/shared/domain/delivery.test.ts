import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, reduceDelivery, type Delivery, type DeliveryEvent } from '#shared/domain/delivery';

const events = ['queued', 'attempted', 'uncertain', 'failed', 'withdrawn', 'accepted', 'delivered', 'read', 'requeued'] as const satisfies readonly DeliveryEvent[];
const run = (...steps: readonly DeliveryEvent[]): Delivery | undefined => steps.reduce<Delivery | undefined>(reduceDelivery, undefined);

describe('life of a reply', () => {
  it('goes from queued to read, and a late lower fact changes nothing', () => {
    expect(run('queued', 'attempted', 'accepted', 'delivered', 'read')).toBe('read');
    expect(run('queued', 'attempted', 'accepted', 'read', 'delivered', 'accepted', 'attempted')).toBe('read');
  });

  it('lets proof beat doubt, never doubt beat proof: else an answered customer is asked about twice', () => {
    expect(run('queued', 'attempted', 'uncertain', 'accepted')).toBe('accepted');
    expect(run('queued', 'attempted', 'accepted', 'uncertain')).toBe('accepted');
    expect(run('queued', 'attempted', 'delivered', 'failed')).toBe('delivered');
  });

  it('shows what the platform took and then sent back', () => {
    expect(run('queued', 'attempted', 'accepted', 'failed')).toBe('failed');
  });

  it('goes back to the queue only from what is not proven', () => {
    expect(run('queued', 'attempted', 'uncertain', 'requeued')).toBe('queued');
    expect(run('queued', 'attempted', 'failed', 'requeued')).toBe('queued');
    expect(run('queued', 'attempted', 'accepted', 'requeued')).toBe('accepted');
  });

  it('keeps a withdrawn reply withdrawn unless the peer proves it has it', () => {
    expect(run('queued', 'withdrawn', 'attempted')).toBe('withdrawn');
    expect(run('queued', 'withdrawn', 'delivered')).toBe('delivered');
  });

  it('once delivered or read never falls back, whatever follows', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...events)), (steps) => {
      const state = run('queued', 'delivered', ...steps);
      expect(state === 'delivered' || state === 'read').toBe(true);
      expect(state !== undefined && isSettled(state)).toBe(true);
    }));
  });
});
