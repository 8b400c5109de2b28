import { Go } from '../address/go.tsx';

/** The foot of every page. */
export const Footer = ({ onKeys }: { onKeys: () => void }) => (
  <footer className="foot">
    <p>
      Trade: CEPII, BACI (Etalab 2.0). Mining and prices: US Geological Survey. Refining: International Energy Agency,
      European Commission (CC BY 4.0). Every figure names its own source: click it.
    </p>
    <p>
      <Go to="/sources">Sources and licences</Go>
      <button type="button" onClick={onKeys}>
        Keyboard
      </button>
      <a href="/playground/">Playground</a>
      <a href="/schema.graphql">API</a>
    </p>
    <p className="print-only" aria-hidden="true">
      {typeof window === 'undefined' ? '' : window.location.href}
    </p>
  </footer>
);
