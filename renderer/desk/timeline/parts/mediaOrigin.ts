import type { RemoteMessageId } from '#shared/domain/ids';

/** The message a part belongs to, for fetching what was left on the platform; ours have no remote id until accepted. */
export type MediaOrigin = { readonly remote?: RemoteMessageId };
