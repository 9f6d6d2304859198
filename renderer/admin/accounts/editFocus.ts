/** Which field of the account form has the focus when it opens. */
export type EditFocus = 'settings' | 'secret';
