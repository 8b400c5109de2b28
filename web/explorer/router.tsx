import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { QuestionPage } from './pages/question/question-page.tsx';
import { Shell } from './shell/shell.tsx';
import { NotFound } from './shell/not-found.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const route = (path: string, component: ReturnType<typeof lazyRouteComponent> | typeof QuestionPage) =>
  createRoute({ getParentRoute: () => root, path, component });

/** The addresses of the explorer. The server knows them by their first part: `explorerPages` in src/server/http/pages.ts. */
export const router = createRouter({
  routeTree: root.addChildren([route('/', QuestionPage), route('/depend', QuestionPage)]),
  // The address is read by each page's own fields.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text ? `?${text}` : '';
  },
  scrollRestoration: true,
});
