interface PlacedLabel {
  name: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
  dot: [number, number];
}

/** Names beside their places, the first ones first; one that would stand on another, or on another place, is left away (the table has it). */
export function placeLabels(
  places: readonly { name: string; at: [number, number] | null }[],
  width: number,
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const { name, at: dot } of places) {
    if (!dot) continue;
    const sides = (['start', 'end'] as const).map((anchor): PlacedLabel => ({
      name,
      x: dot[0] + (anchor === 'end' ? -6 : 6),
      y: dot[1] + 4,
      anchor,
      dot,
    }));
    const label = sides.find((side) => {
      const [left, right] = edges(side);
      const covers = ({ at }: { at: [number, number] | null }) =>
        at !== null && at !== dot && Math.abs(at[1] - dot[1]) < 9 && at[0] > left - 4 && at[0] < right + 4;
      return left >= 0 && right <= width && placed.every((other) => isApart(side, other)) && !places.some(covers);
    });
    if (label) placed.push(label);
  }
  return placed;
}

const isApart = (one: PlacedLabel, other: PlacedLabel): boolean => {
  const [[left, right], [from, to]] = [edges(one), edges(other)];
  return Math.abs(other.y - one.y) > 12 || right < from || left > to;
};

const edges = ({ name, x, anchor }: PlacedLabel): [number, number] =>
  anchor === 'start' ? [x, x + name.length * 6.5] : [x - name.length * 6.5, x];
