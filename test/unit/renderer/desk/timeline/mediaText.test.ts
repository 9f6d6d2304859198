import { expect, it } from 'vitest';
import { blobUrl, plainName } from '#renderer/ui/blobUrl';

it('a name that turns its reading direction round is shown and saved as what it is (bug: an .exe that reads .jpg)', () => {
  expect(plainName('报价单\u202egpj.exe')).toBe('报价单gpj.exe');
  expect(blobUrl('ab', 'image/png', '\u2067a\u200f.png')).toBe('app://main/blob/ab?type=image%2Fpng&name=a.png&download=1');
});
