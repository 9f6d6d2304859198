import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { preloaded } from '#renderer/app/preloaded';

const Words = ({ text }: { readonly text: string }) => createElement('p', null, text);
const drawn = ({ useComponent }: ReturnType<typeof preloaded<{ readonly text: string }>>): string => {
  const Screen = (): ReturnType<typeof createElement> | null => {
    const Found = useComponent();
    return Found === undefined ? null : createElement(Found, { text: '客户' });
  };
  return renderToStaticMarkup(createElement(Screen));
};

describe('a component asked for before it is drawn', () => {
  it('is fetched once and drawn at once when it is there', async () => {
    let asked = 0;
    const screen = preloaded<{ readonly text: string }>(() => { asked += 1; return Promise.resolve(Words); });
    expect(drawn(screen)).toBe('');
    await Promise.all([screen.load(), screen.load()]);
    await screen.load();
    expect(asked).toBe(1);
    expect(drawn(screen)).toBe('<p>客户</p>');
  });

  it('is asked for again after a failure (bug: a chunk missed once left the screen empty for good)', async () => {
    const answers: (() => Promise<ComponentType<{ readonly text: string }>>)[] = [() => Promise.reject(new Error('gone')), () => Promise.resolve(Words)];
    const screen = preloaded<{ readonly text: string }>(() => (answers.shift() ?? (() => Promise.reject(new Error('asked too often'))))());
    await expect(screen.load()).rejects.toThrow('gone');
    expect(drawn(screen)).toBe('');
    await screen.load();
    expect(drawn(screen)).toBe('<p>客户</p>');
  });
});
