/** What a person does with a conversation beyond answering: hold, put off, pin, name why it ended. */
export const conversationBodies = {
} as const;
