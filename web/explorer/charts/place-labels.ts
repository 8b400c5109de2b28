interface PlacedLabel {
  name: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
  dot: [number, number];
}

/** Names beside their places; one that would stand on another, or on another place, is left away (the table has it). */
export function placeLabels(
  places: readonly { name: string; at: [number, number] | null }[],
  width: number,
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const { name, at: dot } of places) {
    if (!dot) continue;
    const isLeft = dot[0] > width - 80;
    const label: PlacedLabel = {
      name,
      x: dot[0] + (isLeft ? -6 : 6),
      y: dot[1] + 4,
      anchor: isLeft ? 'end' : 'start',
      dot,
    };
    const [left, right] = edges(label);
    const isFree = placed.every((other) => {
      const [a, b] = edges(other);
      return Math.abs(other.y - label.y) > 12 || right < a || left > b;
    });
    const covers = (other: [number, number] | null) =>
      other !== null && other !== dot && Math.abs(other[1] - dot[1]) < 9 && other[0] > left - 4 && other[0] < right + 4;
    if (isFree && !places.some(({ at }) => covers(at))) placed.push(label);
  }
  return placed;
}

const edges = ({ name, x, anchor }: PlacedLabel): [number, number] =>
  anchor === 'start' ? [x, x + name.length * 6.5] : [x - name.length * 6.5, x];
