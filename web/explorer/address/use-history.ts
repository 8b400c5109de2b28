import { useRouter, type RouterHistory } from '@tanstack/react-router';

/** The history of the window: what each change of an address adds to. */
export const useHistory = (): RouterHistory => (useRouter() as { history: RouterHistory }).history;
