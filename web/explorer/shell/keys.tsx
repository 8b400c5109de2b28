import { useEffect, useRef } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useHref } from '../address/go.tsx';
import { useHistory } from '../address/use-history.ts';
import { isTyping } from './is-typing.ts';

const keys = [
  ['/', 'search'],
  ['?', 'these keys'],
  ['g q', 'question'],
  ['g g', 'graph'],
  ['g w', 'what if'],
  ['g t', 'timeline'],
  ['g s', 'sources'],
  ['t', 'take away'],
  ['c', 'clocks'],
  ['e', 'evidence of the figure that has the focus'],
  ['[ ]', 'a year back, a year on'],
  ['Esc', 'close what is on top'],
] as const;

const pages: Record<string, string> = { q: '/', g: '/graph', w: '/what-if', t: '/timeline', s: '/sources' };

interface KeysProps {
  onSearch: () => void;
  onKeys: () => void;
}

/** The keys that work on every page. */
export function useKeys({ onSearch, onKeys }: KeysProps): void {
  const history = useHistory();
  const href = useHref();
  const goes = useRef(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const { key } = event;
      const page = goes.current ? pages[key] : undefined;
      goes.current = key === 'g' && page === undefined;
      const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
      if (page === undefined && !['/', '?', 't', 'c', 'e'].includes(key)) return;
      event.preventDefault();
      const { activeElement: focused } = document;
      if (page !== undefined) history.push(href(page));
      else if (key === '/') onSearch();
      else if (key === '?') onKeys();
      else if (key === 't') click('[data-take-away]');
      else if (key === 'c') click('[data-clocks]');
      else if (focused instanceof HTMLElement && focused.dataset['ev']) focused.click();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [history, href, onSearch, onKeys]);
}

/** The list of keys. */
export const Keys = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => (
  <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable>
    <Modal className="modal">
      <Dialog className="keys">
        <Heading slot="title">Keyboard</Heading>
        <dl>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                {key.split(' ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </Dialog>
    </Modal>
  </ModalOverlay>
);
