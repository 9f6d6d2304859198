import { useState } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import { isCovered } from '#shared/rules/customerPolicy';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { desk } from '../../bridge/desk';
import { useRole } from '../../state/session';
import { useCommand } from '../conversation/useCommand';
import { coverOf } from './profileFields';

export type Reveal = {
  /** Whether this field is covered now: by the policy for this role, and not uncovered in this panel. */
  readonly isCovered: (key: string) => boolean;
  /** Uncovers one field here; the look is recorded first. */
  readonly reveal: (key: string) => void;
  readonly isAllowedPlain: (key: string) => boolean;
};

/** Covering by role: what the policy covers is shown only after the look was recorded. */
export const useReveal = (file: CustomerId): Reveal => {
  const policy = useCustomerPolicy();
  const role = useRole();
  const command = useCommand();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isUnderCover = (key: string): boolean => {
    const cover = coverOf[key];
    return cover !== undefined && isCovered(policy, cover, role);
  };
  const reveal = async (key: string): Promise<void> => {
    if (await command.run(() => desk.call('customer.reveal', { customer: file, field: key }))) setOpen((before) => new Set([...before, key]));
  };
  return { isCovered: (key) => isUnderCover(key) && !open.has(key), reveal: (key) => void reveal(key), isAllowedPlain: (key) => !isUnderCover(key) };
};
