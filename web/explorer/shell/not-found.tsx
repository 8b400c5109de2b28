import { useLocation } from '@tanstack/react-router';
import { Go } from '../address/go.tsx';

/** An address that no page has. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <div className="page">
      <div className="not-found">
        <h1>There is nothing at {decodeURI(pathname).slice(0, 80)}</h1>
        <p>
          <Go to="/">Begin with the question</Go>, or press <kbd>/</kbd> and type a name.
        </p>
      </div>
    </div>
  );
}
