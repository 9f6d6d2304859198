import type { EvidenceScope } from '#shared/ipc/desk/evidenceRoutes';

/** Something that can be taken out; `make` is asked when it is. `about` says what goes along. */
export type Offer = { readonly kind: EvidenceScope['kind']; readonly title: string; readonly about: string; readonly make: () => Promise<EvidenceScope> };
