/** What the composer of one conversation holds beside its text (the text is the draft, kept by state/drafts). Pure. */
import type { WireError } from '#shared/domain/errors';
import type { ClientId, RemoteMessageId, WordingId } from '#shared/domain/ids';
import type { Media, Parts } from '#shared/domain/message';

export type Attachment = {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Set once its bytes are kept by the engine. */
  readonly media?: Media;
  /** Goes with this message where the text holds several (0 = the first); left out: pictures with the first, files last. */
  readonly message?: number;
  readonly error?: WireError;
};

export type Quoting = { readonly id: RemoteMessageId; readonly excerpt: string; readonly author?: string };

/** A reply whose words are changed: one in the queue, or a failed one that is then sent again. */
/** `isPlanned`: one that goes out later. */
export type Editing = { readonly client: ClientId; readonly isFailed: boolean; readonly isPlanned?: boolean; readonly parts: Parts; readonly text: string };

export type WordingInsert = { readonly id: WordingId; readonly text: string; readonly version?: number };

export type ComposerState = {
  readonly attachments: readonly Attachment[];
  readonly quote?: Quoting;
  readonly editing?: Editing;
  /** Prepared answers put in since the last send, in order. */
  readonly inserts: readonly WordingInsert[];
  /** A submit waits for the engine; another Enter does nothing. */
  readonly isSubmitting: boolean;
  /** Ids by content of replies the engine may already have: the same content tried again keeps its id. */
  readonly attempts: Readonly<Record<string, ClientId>>;
  readonly error?: WireError;
};

export const emptyComposer: ComposerState = { attachments: [], inserts: [], isSubmitting: false, attempts: {} };

export type ComposerAction =
  | { readonly type: 'attach'; readonly attachment: Attachment }
  | { readonly type: 'stored'; readonly id: string; readonly media: Media }
  | { readonly type: 'notStored'; readonly id: string; readonly error: WireError }
  | { readonly type: 'detach'; readonly id: string }
  | { readonly type: 'quote'; readonly quote: Quoting | undefined }
  | { readonly type: 'edit'; readonly editing: Editing | undefined }
  | { readonly type: 'editText'; readonly text: string }
  | { readonly type: 'insert'; readonly insert: WordingInsert }
  | { readonly type: 'restore'; readonly attachments: readonly Attachment[] }
  | { readonly type: 'submit'; readonly attempts: Readonly<Record<string, ClientId>> }
  | { readonly type: 'partAccepted'; readonly attachments: readonly string[]; readonly isFirst: boolean; /** Messages of the text that left with it. */ readonly consumed?: number }
  | { readonly type: 'accepted' }
  | { readonly type: 'refused'; readonly error: WireError }
  | { readonly type: 'forgetError' };

const changeAttachment = (state: ComposerState, id: string, change: Partial<Attachment>): ComposerState => ({
  ...state, attachments: state.attachments.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** After `consumed` messages left, the rest of the text counts from 0 again. */
const moveUp = (attachments: readonly Attachment[], consumed: number): readonly Attachment[] =>
  (consumed === 0 ? attachments : attachments.map((one) => (one.message === undefined ? one : { ...one, message: Math.max(0, one.message - consumed) })));

const settle = (state: ComposerState, action: Extract<ComposerAction, { readonly type: 'partAccepted' | 'accepted' | 'refused' }>): ComposerState => {
  switch (action.type) {
    case 'partAccepted': return { ...state, attachments: moveUp(state.attachments.filter((one) => !action.attachments.includes(one.id)), action.consumed ?? 0), ...(action.isFirst ? { quote: undefined, inserts: [] } : {}) };
    case 'accepted': return { ...state, isSubmitting: false, attempts: {}, editing: undefined, error: undefined };
    case 'refused': return { ...state, isSubmitting: false, error: action.error };
  }
};

export const reduceComposer = (state: ComposerState, action: ComposerAction): ComposerState => {
  switch (action.type) {
    case 'attach': return { ...state, attachments: [...state.attachments, action.attachment], error: undefined };
    case 'stored': return changeAttachment(state, action.id, { media: action.media, error: undefined });
    case 'notStored': return changeAttachment(state, action.id, { error: action.error });
    case 'detach': return { ...state, attachments: state.attachments.filter((one) => one.id !== action.id) };
    case 'quote': return { ...state, quote: action.quote, editing: undefined };
    case 'edit': return { ...state, editing: action.editing, error: undefined };
    case 'editText': return state.editing === undefined ? state : { ...state, editing: { ...state.editing, text: action.text } };
    case 'insert': return { ...state, inserts: [...state.inserts, action.insert] };
    case 'restore': return state.attachments.length > 0 ? state : { ...state, attachments: action.attachments };
    case 'submit': return { ...state, isSubmitting: true, attempts: action.attempts, error: undefined };
    case 'forgetError': return { ...state, error: undefined };
    case 'partAccepted':
    case 'accepted':
    case 'refused': return settle(state, action);
  }
};
