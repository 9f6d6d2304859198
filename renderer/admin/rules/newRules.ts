/**
 * Rules the program ships and a company's saved pack does not have: what a newer version brought. Pure; nothing is taken
 * over by itself.
 */
type Pack = { readonly rules: readonly { readonly id: string; readonly clause: string }[]; readonly clauses: readonly { readonly id: string }[]; readonly declined?: readonly string[] | undefined };
type RulesOf<P extends Pack> = readonly P['rules'][number][];

const some = (ids: readonly string[]): readonly string[] | undefined => (ids.length === 0 ? undefined : ids);

/** In the order they are shipped. What a version of the company had once and has no more was taken out by somebody. */
export const newRules = <P extends Pack>(shipped: P, pack: P, versions: readonly P[]): RulesOf<P> => {
  const known = new Set([...[pack, ...versions].flatMap(({ rules }) => rules.map(({ id }) => id)), ...pack.declined ?? []]);
  return shipped.rules.filter(({ id }) => !known.has(id));
};

/** Those of the shipped rules the company does without. */
export const declinedRules = <P extends Pack>(shipped: P, pack: P): RulesOf<P> => shipped.rules.filter(({ id }) => pack.declined?.includes(id) === true);

/** The pack with these shipped rules at its end, and with their clauses where it has none of that number. */
export const takeRules = <P extends Pack>(pack: P, shipped: P, ids: readonly string[]): P => {
  const taken = shipped.rules.filter(({ id }) => ids.includes(id));
  const missing = shipped.clauses.filter(({ id }) => taken.some(({ clause }) => clause === id) && !pack.clauses.some((clause) => clause.id === id));
  return { ...pack, rules: [...pack.rules, ...taken], clauses: [...pack.clauses, ...missing], declined: some((pack.declined ?? []).filter((id) => !ids.includes(id))) };
};

/** Not for this company: not offered again until it is asked for. */
export const declineRule = <P extends Pack>(pack: P, id: string): P => ({ ...pack, declined: [...new Set([...pack.declined ?? [], id])] });

/** Offers the declined ones again. */
export const offerAgain = <P extends Pack>(pack: P): P => ({ ...pack, declined: undefined });
