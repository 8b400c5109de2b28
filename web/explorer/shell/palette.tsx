import { plainId } from '../components/id.ts';
import './palette.css';
import { useEffect, useId, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useClocks } from '../address/use-address.ts';
import { useHref } from '../address/go.tsx';
import { useHistory } from '../address/use-history.ts';
import { useAsk } from '../api/use-ask.ts';
import { SearchDocument } from '../api/generated.ts';
import { Glyph } from '../components/glyph.tsx';
import { Failure } from '../components/notice.tsx';
import {
  askAbout,
  byKind,
  hitsOf,
  kindPlural,
  marked,
  searched,
  withoutFar,
  type Hit,
  type Sentence,
} from '../pages/search/groups.ts';

const WAIT_MS = 120;
const EACH = 3;

/** A text that follows what is typed once nothing was typed for a while. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface Option {
  readonly key: string;
  readonly group: string;
  readonly href: string;
  /** In the graph, where it can be shown there. */
  readonly graph: string | null;
  readonly shown: { readonly hit: Hit } | { readonly sentence: Sentence } | { readonly more: string };
}

/** Search over any page. */
export const Palette = ({ onClose }: { onClose: () => void }) => (
  <ModalOverlay className="overlay palette-overlay" isOpen onOpenChange={(open) => open || onClose()} isDismissable>
    <Modal className="palette-modal">
      <Dialog className="palette" aria-label="Search everything">
        <Find onClose={onClose} />
      </Dialog>
    </Modal>
  </ModalOverlay>
);

function Find({ onClose }: { onClose: () => void }) {
  const id = useId();
  const history = useHistory();
  const href = useHref();
  const [typed, type] = useState('');
  const [at, point] = useState(0);
  const { text, isCut } = searched(useSettled(typed));
  const clocks = useClocks();
  // One more of each kind than is shown tells whether there are more.
  const { data, error, isFetching, refetch } = useAsk(
    SearchDocument,
    { text, kinds: null, first: 100, perKind: EACH + 1, ...clocks },
    { enabled: text !== '' },
  );
  const list = useRef<HTMLDivElement>(null);
  const hits = text === '' ? [] : withoutFar(hitsOf(data?.data.search), text);
  const options: Option[] = [
    ...byKind(hits, EACH)
      .filter(({ kind }) => kind !== 'SOURCE')
      .flatMap(({ kind, hits: of }) =>
        of.map((hit) => ({
          key: hit.node.id,
          group: kindPlural(kind),
          href: href(hit.to),
          graph: href('/graph', { focus: plainId(hit.node.id) }),
          shown: { hit },
        })),
      ),
    ...askAbout(hits).map((sentence) => ({
      key: sentence.text,
      group: 'Ask about it',
      href: href(sentence.to, sentence.given),
      graph: null,
      shown: { sentence },
    })),
    ...(hits.some(({ kind }) => kind === 'SOURCE')
      ? [
          {
            key: 'sources',
            group: 'Sources',
            href: href('/search', { q: text, kind: 'source' }),
            graph: null,
            shown: { more: 'Sources that speak of it' },
          },
        ]
      : []),
    ...(text === ''
      ? []
      : [
          {
            key: 'all',
            group: 'Sources',
            href: href('/search', { q: text }),
            graph: null,
            shown: { more: 'All that was found, as a page' },
          },
        ]),
  ];
  const current = Math.min(at, options.length - 1);
  const groups = [...new Set(options.map(({ group }) => group))];
  const go = (to: string | null | undefined) => {
    if (!to) return;
    onClose();
    history.push(to);
  };
  const move = (to: number) => {
    if (options.length === 0) return;
    const next = (to + options.length) % options.length;
    point(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  /** The first of the next kind, or of the one before. */
  const jump = (step: 1 | -1) => {
    const group = groups[(groups.indexOf(options[current]?.group ?? '') + step + groups.length) % groups.length];
    move(options.findIndex((option) => option.group === group));
  };
  return (
    <>
      <div className="palette-field">
        <svg viewBox="0 0 14 14" width="16" height="16" aria-hidden="true">
          <path
            d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.4 3.4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </svg>
        <input
          autoFocus
          role="combobox"
          aria-label="Search everything"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${id}-${current}` : undefined}
          placeholder="A name, a symbol, a customs code, the number of an announcement"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => {
            type(currentTarget.value.slice(0, 2000));
            point(0);
          }}
          onKeyDown={(event) => {
            const { key, shiftKey } = event;
            if (key === 'ArrowDown') move(current + 1);
            else if (key === 'ArrowUp') move(current - 1);
            else if (key === 'Tab' && options.length > 0) jump(shiftKey ? -1 : 1);
            else if (key === 'Enter') go(shiftKey ? options[current]?.graph : options[current]?.href);
            else return;
            event.preventDefault();
            // The dialog would move the focus on.
            event.stopPropagation();
          }}
        />
        <button type="button" className="palette-close" onClick={onClose} aria-label="Esc: close the search">
          <kbd>Esc</kbd>
        </button>
      </div>
      {isCut ? (
        <p className="palette-note" role="status">
          Long text: only its first 200 characters are searched.
        </p>
      ) : null}
      <p className="out-of-sight" role="status">
        {text === '' || isFetching ? '' : `${hits.length} found`}
      </p>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      <div
        className={isFetching && hits.length > 0 ? 'palette-list old' : 'palette-list'}
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
      >
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            {group === 'Sources' ? null : (
              <div className="palette-group" aria-hidden="true">
                {group}
              </div>
            )}
            {options.map((option, index) =>
              option.group === group ? (
                <div
                  key={option.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === current}
                  className={'more' in option.shown ? 'palette-option palette-more' : 'palette-option'}
                  onPointerMove={() => index !== current && point(index)}
                  onClick={() => go(option.href)}
                >
                  <Shown of={option.shown} text={text} />
                </div>
              ) : null,
            )}
          </div>
        ))}
      </div>
      {text !== '' && !isFetching && !error && hits.length === 0 ? (
        <p className="palette-note">
          Nothing is called “{text.slice(0, 60)}”. Another spelling or a part of the name may find it.
        </p>
      ) : null}
      <div className="palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
        <span>
          <kbd>⇧ ↵</kbd> in the graph
        </span>
        <span>
          <kbd>Tab</kbd> by kind
        </span>
      </div>
    </>
  );
}

const Shown = ({ of, text }: { of: Option['shown']; text: string }) =>
  'hit' in of ? (
    <>
      <Glyph kind={of.hit.kind} />
      <span className="palette-title">
        {marked(of.hit.title, text).map((piece, index) =>
          piece.isMark ? <mark key={index}>{piece.text}</mark> : piece.text,
        )}
      </span>
      {of.hit.context ? <small>{of.hit.context}</small> : null}
    </>
  ) : 'sentence' in of ? (
    <>
      <svg className="palette-ask" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <path d="M2 4h10M2 7.5h7M2 11h9" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <span className="palette-title">{of.sentence.text}</span>
    </>
  ) : (
    <span className="link">{of.more}</span>
  );
