import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useCommon } from '../address/use-address.ts';
import { useHref } from '../address/go.tsx';
import { useHistory } from '../address/use-history.ts';
import { day } from '../format/numbers.ts';
import { aboutOf } from '../pages/changed/about.ts';

/** What the clocks say, in words. */
function wordsOf(asOf: string | null, knownAt: string | null): string {
  if (asOf === null && knownAt === null) return 'Today, as known now';
  return `${asOf === null ? 'Today' : day(asOf)}, as known ${knownAt === null ? 'now' : `on ${day(knownAt.slice(0, 10))}`}`;
}

/** The two clocks: the day on which what is shown must be true, and the moment by which it must have been recorded. */
export function ClockButton() {
  const { values, change } = useCommon();
  const { asOf, knownAt } = values;
  const [isOpen, setOpen] = useState(false);
  const isNow = asOf === null && knownAt === null;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={isNow ? 'clock' : 'clock off'}
        aria-label={`Clocks: ${wordsOf(asOf, knownAt)}. Change`}
        data-clocks
      >
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path
            d="M7 1.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 7 1.2ZM7 4v3.2l2.2 1.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
        </svg>
        <span>{wordsOf(asOf, knownAt)}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="popover-dialog clocks" aria-label="Clocks">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const form = new FormData(event.currentTarget);
              const [on, by] = [form.get('asOf'), form.get('knownAt')].map((value) =>
                value ? (value as string) : null,
              );
              setOpen(false);
              change({ asOf: on ?? null, knownAt: by ?? null });
            }}
          >
            <label>
              <b>True in the world on</b>
              <span>What was in force, who was a member, who owned whom on this day.</span>
              <input type="date" name="asOf" defaultValue={asOf ?? ''} />
            </label>
            <label>
              <b>As recorded by</b>
              <span>What the graph knew at the start of this day, and nothing that was recorded later.</span>
              <input
                type="date"
                name="knownAt"
                defaultValue={knownAt?.slice(0, 10) ?? ''}
                max={new Date().toISOString().slice(0, 10)}
              />
            </label>
            <p className="buttons">
              <button type="submit" className="btn primary">
                Set the clocks
              </button>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  setOpen(false);
                  change({ asOf: null, knownAt: null });
                }}
              >
                Now
              </button>
            </p>
          </form>
          <ChangedSince onGo={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Leads to what changed about this page since a day. */
function ChangedSince({ onGo }: { onGo: () => void }) {
  const history = useHistory();
  const href = useHref();
  const { pathname, searchStr } = useLocation();
  return (
    <form
      className="changed-since"
      onSubmit={(event) => {
        event.preventDefault();
        const since = new FormData(event.currentTarget).get('since');
        onGo();
        history.push(
          href('/changed', { ...aboutOf(pathname, searchStr), since: typeof since === 'string' ? since : null }),
        );
      }}
    >
      <label>
        <b>What changed since</b>
        <span>The figures of this page that were recorded, revised or retracted after this day.</span>
        <input type="date" name="since" required max={new Date().toISOString().slice(0, 10)} />
      </label>
      <button type="submit" className="btn">
        Show what changed
      </button>
    </form>
  );
}

/** Says on every page that the clocks are not now. */
export function ClockBand() {
  const { values, change } = useCommon();
  const { asOf, knownAt } = values;
  if (asOf === null && knownAt === null) return null;
  return (
    <div className="band" role="status">
      You see the world {asOf === null ? 'of today' : `of ${day(asOf)}`}
      {knownAt === null ? ', as known now' : `, as it was known on ${day(knownAt.slice(0, 10))}`}.
      <button type="button" onClick={() => change({ asOf: null, knownAt: null })}>
        Back to now
      </button>
    </div>
  );
}
