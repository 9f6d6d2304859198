import type { PersonFact } from '#shared/rules/figures/portraitFigures';
import type { PersonView } from '../../archive/queries/persons';

/** A person as the portrait counts them. */
export const personFact = ({ id, profile, files, conversations, grade }: PersonView): PersonFact => {
  const province = profile.tags.find(({ kind }) => kind === 'province')?.value;
  const occupation = profile.tags.find(({ kind }) => kind === 'occupation')?.value;
  return {
    id, accounts: files.map(({ account }) => account), firstAt: profile.firstAt, conversations: conversations.map((row) => row.id),
    ...(province !== undefined && { province }), ...(occupation !== undefined && { occupation }), ...(grade !== undefined && { grade }),
  };
};
