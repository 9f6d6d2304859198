import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { closeTab, keepOnly, moveTab, noTabs, openTab, pickTab, restoreTabs, stepTab, type Tabs } from '#renderer/state/tabsReducer';

const id = (name: string): ConversationId => `a/${name}` as ConversationId; // test ids
const [a, b, c] = [id('a'), id('b'), id('c')];
const abc: Tabs = { open: [a, b, c], active: b };

describe('tabs', () => {
  it('opening one that is open shows it and adds none (bug: double tabs after a jump)', () => {
    expect(openTab(abc, c)).toEqual({ open: [a, b, c], active: c });
    expect(openTab(noTabs, a)).toEqual({ open: [a], active: a });
  });

  it('closing the one on screen shows its right neighbour, the last one its left (bug: jump to the first)', () => {
    expect(closeTab(abc, b)).toEqual({ open: [a, c], active: c });
    expect(closeTab({ open: [a, b, c], active: c }, c)).toEqual({ open: [a, b], active: b });
    expect(closeTab({ open: [a], active: a }, a)).toEqual(noTabs);
    expect(closeTab(abc, a)).toEqual({ open: [b, c], active: b });
  });

  it('moves to a place and clamps (bug: a drop beyond the end loses the tab)', () => {
    expect(moveTab(abc, a, 2).open).toEqual([b, c, a]);
    expect(moveTab(abc, c, 0).open).toEqual([c, a, b]);
    expect(moveTab(abc, a, 99).open).toEqual([b, c, a]);
  });

  it('steps round and round and picks by number', () => {
    expect(stepTab({ open: [a, b], active: b }, 1).active).toBe(a);
    expect(stepTab({ open: [a, b], active: a }, -1).active).toBe(b);
    expect(stepTab({ open: [a, b], active: null }, 1).active).toBe(a);
    expect(pickTab(abc, 0).active).toBe(a);
    expect(pickTab(abc, 'last').active).toBe(c);
    expect(pickTab(abc, 7)).toBe(abc);
    expect(keepOnly(abc, c)).toEqual({ open: [c], active: c });
  });

  it('mends what was saved (bug: a broken layout file leaves a desk that cannot be drawn)', () => {
    expect(restoreTabs({ open: ['a/a', 'a/a', 3, 'nonsense'], active: 'a/b' })).toEqual({ open: ['a/a'], active: 'a/a' });
    for (const junk of [null, 3, 'x', [], { open: 'a/a' }]) expect(restoreTabs(junk)).toEqual(noTabs);
  });

  it('never holds a double nor an active tab that is not open, whatever is done', () => {
    const step = fc.record({ what: fc.constantFrom('open', 'close', 'move', 'next', 'pick'), on: fc.integer({ min: 0, max: 5 }), to: fc.integer({ min: -2, max: 8 }) });
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const end = steps.reduce<Tabs>((tabs, { what, on, to }) => {
        const target = id(String(on));
        if (what === 'open') return openTab(tabs, target);
        if (what === 'close') return closeTab(tabs, target);
        if (what === 'move') return moveTab(tabs, target, to);
        return what === 'next' ? stepTab(tabs, 1) : pickTab(tabs, to);
      }, noTabs);
      expect(new Set(end.open).size).toBe(end.open.length);
      expect(end.active === null ? end.open.length === 0 : end.open.includes(end.active)).toBe(true);
    }));
  });
});
