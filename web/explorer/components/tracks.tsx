/** The place of so many rows until they come. */
export const Tracks = ({ rows }: { rows: number }) => (
  <div className="tracks" aria-hidden="true">
    {Array.from({ length: rows }, (_, index) => (
      <i key={index} />
    ))}
  </div>
);
