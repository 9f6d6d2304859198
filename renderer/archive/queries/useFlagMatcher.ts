import { useEffect, useMemo, useState } from 'react';
import type { CompiledFlags } from '#shared/rules/flags/compileFlags';
import { useFlagPack, usePriceList } from './flagRules';

type Matchers = typeof import('./flagMatcher');

/** The module of the matcher once it is there. */
export const useMatchers = (): Matchers | undefined => {
  const [matchers, setMatchers] = useState<Matchers>();
  useEffect(() => {
    let isGone = false;
    import('./flagMatcher').then((found) => { if (!isGone) setMatchers(found); }, () => undefined); // the engine checks as well
    return () => { isGone = true; };
  }, []);
  return matchers;
};

/** The matcher of the rules in force; undefined until rules and tables are read. */
export const useFlagMatcher = (): CompiledFlags | undefined => {
  const pack = useFlagPack();
  const prices = usePriceList();
  const matchers = useMatchers();
  return useMemo(() => (pack === undefined || prices === undefined ? undefined : matchers?.savedMatcher(pack, prices)), [pack, prices, matchers]);
};
