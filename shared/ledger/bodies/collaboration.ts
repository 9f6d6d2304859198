/** Colleagues at a conversation: notes, calls for help, hand-on, replies for later. */
export const collaborationBodies = {
} as const;
