interface SegmentsProps<Name extends string> {
  label: string;
  of: readonly (readonly [name: Name, shown: string])[];
  value: Name;
  onChange: (name: Name) => void;
}

/** Views of the same rows, one at a time. */
export const Segments = <Name extends string>({ label, of, value, onChange }: SegmentsProps<Name>) => (
  <div className="segments" role="group" aria-label={label}>
    {of.map(([name, shown]) => (
      <button key={name} type="button" aria-pressed={name === value} onClick={() => onChange(name)}>
        {shown}
      </button>
    ))}
  </div>
);
