import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { QuestionPage } from './pages/question/question-page.tsx';
import { parseSearch, stringifySearch } from './address/search.ts';
import { pathOfKind } from './components/glyph.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

type Component = typeof QuestionPage;
const route = (path: string, component: Component): AnyRoute =>
  createRoute({ getParentRoute: () => root, path, component });
/** A page whose code is loaded when it is opened. */
const lazy = (load: () => Promise<Record<string, Component>>, name: string) =>
  lazyRouteComponent(load, name) as Component;

const ThingPage = lazy(() => import('./pages/thing/thing-page.tsx'), 'ThingPage');

/** The addresses of the explorer. The server knows them by their first part: `explorerPages` in src/server/http/pages.ts. */
export const router = createRouter({
  routeTree: root.addChildren([
    route('/', QuestionPage),
    route('/depend', QuestionPage),
    route(
      '/behind',
      lazy(() => import('./pages/behind/behind-page.tsx'), 'BehindPage'),
    ),
    route(
      '/replace',
      lazy(() => import('./pages/replace/replace-page.tsx'), 'ReplacePage'),
    ),
    route(
      '/concentration',
      lazy(() => import('./pages/concentration/concentration-page.tsx'), 'ConcentrationPage'),
    ),
    route(
      '/chokepoints',
      lazy(() => import('./pages/chokepoints/chokepoints-page.tsx'), 'ChokepointsPage'),
    ),
    route(
      '/what-if',
      lazy(() => import('./pages/what-if/what-if-page.tsx'), 'WhatIfPage'),
    ),
    route(
      '/graph',
      lazy(() => import('./pages/graph/graph-page.tsx'), 'GraphPage'),
    ),
    route(
      '/timeline',
      lazy(() => import('./pages/timeline/timeline-page.tsx'), 'TimelinePage'),
    ),
    route(
      '/changed',
      lazy(() => import('./pages/changed/changed-page.tsx'), 'ChangedPage'),
    ),
    route(
      '/differs',
      lazy(() => import('./pages/differs/differs-page.tsx'), 'DiffersPage'),
    ),
    route(
      '/sources',
      lazy(() => import('./pages/sources/sources-page.tsx'), 'SourcesPage'),
    ),
    route(
      '/search',
      lazy(() => import('./pages/search/search-page.tsx'), 'SearchPage'),
    ),
    ...Object.values(pathOfKind).map((kind) => route(`/${kind}/$key`, ThingPage)),
  ]),
  // The address is read by each page's own fields.
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
});
