import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ask, Refused } from './ask.ts';
import type { DependentsQuery } from './gql/graphql.ts';
import { Again, Dependents } from './pages.ts';
import { Row, shareOf } from './Row.tsx';

type Nodes = NonNullable<DependentsQuery['dependents']>['nodes'];

/** Who depends on a country, as of a day, a page at a time. */
function Page() {
  const [on, setOn] = useState('China');
  const [asOf, setAsOf] = useState('2026-01-12');
  const [after, setAfter] = useState<string | null>(null);
  const [nodes, setNodes] = useState<Nodes>([]);
  const [next, setNext] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  const [opened, setOpened] = useState('');

  useEffect(() => {
    const leaving = new AbortController();
    ask('', Dependents, { on, product: 'permanent-magnets', asOf, first: 5, after }, leaving.signal)
      .then(({ dependents }) => {
        setNodes((before) => (after === null ? [] : before).concat(dependents?.nodes ?? []));
        setNext(dependents?.pageInfo.hasNextPage ? (dependents.pageInfo.endCursor ?? null) : null);
        setFault('');
      })
      .catch((error: unknown) => {
        if (!leaving.signal.aborted)
          setFault(error instanceof Refused ? error.message : 'The server cannot be reached.');
      });
    return () => leaving.abort();
  }, [on, asOf, after]);

  const open = (id: string) =>
    void ask('', Again, { id }).then(({ node }) => {
      if (node?.__typename === 'Dependence') setOpened(`${node.country?.name ?? ''}: ${shareOf(node)}`);
    });
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    setAfter(null);
    set(event.target.value);
  };
  return (
    <>
      <h1>Who depends on {on} for permanent magnets?</h1>
      <label>
        Country <input value={on} onChange={change(setOn)} />
      </label>{' '}
      <label>
        on <input type="date" value={asOf} onChange={change(setAsOf)} />
      </label>
      {fault && <p role="alert">{fault}</p>}
      <table>
        <tbody>
          {nodes.map((node, i) => (
            <Row key={i} of={node} open={open} />
          ))}
        </tbody>
      </table>
      {next && <button onClick={() => setAfter(next)}>More</button>}
      <p role="status">{opened}</p>
    </>
  );
}

const root = document.getElementById('page');
if (root) createRoot(root).render(<Page />);
