import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttempt, restartDelay } from '#electron/app/backOff';
import { placeFor, tornPlaceFor } from '#electron/app/windowPlace';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

it('opens where it was, and in the middle when that screen is gone', () => {
  const left = { x: -1900, y: 20, width: 1400, height: 800 };
  expect(placeFor(left, [screen, { x: -1920, y: 0, width: 1920, height: 1080 }])).toEqual(left);
  expect(placeFor(left, [screen])).toEqual({ width: 1366, height: 768 });
  expect(placeFor(undefined, [{ x: 0, y: 0, width: 1280, height: 720 }])).toEqual({ width: 1280, height: 720 });
});

it('never opens a window whose title bar cannot be reached', () => {
  fc.assert(fc.property(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 3000 }), (x, y, width) => {
    const place = placeFor({ x, y, width, height: 700 }, [screen]);
    if (place.x === undefined || place.y === undefined) return;
    expect(place.y).toBeGreaterThanOrEqual(-1);
    expect(place.y).toBeLessThan(screen.height);
    expect(place.x + place.width).toBeGreaterThan(0);
    expect(place.x).toBeLessThan(screen.width);
  }));
});

it('restarts ever later, at most every half minute, and forgets after a minute of life', () => {
  expect([1, 2, 3, 7, 50].map(restartDelay)).toEqual([500, 1000, 2000, 30_000, 30_000]);
  expect(nextAttempt(6, 1000)).toBe(7);
  expect(nextAttempt(6, 60_000)).toBe(1);
});

describe('a conversation in a window of its own', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

  it('opens where the last one was, each further one a step on', () => {
    expect(tornPlaceFor({ x: 100, y: 80, width: 700, height: 600 }, 2, screens)).toEqual({ x: 156, y: 136, width: 700, height: 600 });
  });

  it('keeps only its size when that screen is gone (bug: the window opens where nobody can reach it)', () => {
    expect(tornPlaceFor({ x: 4000, y: 80, width: 700, height: 600 }, 0, screens)).toEqual({ width: 700, height: 600 });
    expect(tornPlaceFor(undefined, 0, screens)).not.toHaveProperty('x');
  });
});
