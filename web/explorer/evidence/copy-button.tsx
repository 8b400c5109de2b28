import { useState } from 'react';

/** Copies a text, and says so. */
export function CopyButton({ text, children }: { text: () => string; children: string }) {
  const [isDone, setDone] = useState(false);
  return (
    <button
      type="button"
      className="btn"
      onClick={() => {
        void navigator.clipboard.writeText(text()).then(() => setDone(true));
      }}
      onBlur={() => setDone(false)}
    >
      <span role="status">{isDone ? 'Copied' : children}</span>
    </button>
  );
}
