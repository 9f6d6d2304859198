import type { peopleRoutes } from '#shared/ipc/desk/peopleRoutes';

/** Commands this page sends; one's own password is changed in the title bar. */
export type PeopleMethod = Exclude<keyof typeof peopleRoutes, 'person.changePassword'>;
