import { useMemo, type ReactNode } from 'react';
import { isCovered, maskedFields } from '#shared/rules/customerPolicy';
import { createCover } from '#shared/text/cover';
import { useCustomerPolicy } from '../archive/queries/customerPolicy';
import { useRole } from '../state/session';
import { CoverContext } from './coverContext';

/** What the company covers for the role of who sits here. */
export const CoverProvider = ({ children }: { readonly children: ReactNode }) => {
  const policy = useCustomerPolicy();
  const role = useRole();
  const kinds = maskedFields.filter((field) => isCovered(policy, field, role)).join();
  const cover = useMemo(() => createCover(maskedFields.filter((field) => kinds.split(',').includes(field))), [kinds]);
  return <CoverContext value={cover}>{children}</CoverContext>;
};
