import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';

/** One question: p50 in milliseconds and database hits at each size. */
export interface Series {
  name: string;
  p50: readonly number[];
  hits: readonly number[];
}

const COLUMNS = 3;
const PANEL = { width: 260, height: 130, left: 44, right: 16, top: 34, bottom: 30 };

const style = `text{font:11px system-ui,sans-serif;fill:#333}.title{font-weight:600;font-size:12px}.quiet{fill:#667}
.p50{stroke:#0b63b0;fill:none;stroke-width:2}.dot{fill:#0b63b0}.axis{stroke:#bbc;fill:none}
@media (prefers-color-scheme: dark){text{fill:#dde}.quiet{fill:#99a}.p50{stroke:#6cb6ff}.dot{fill:#6cb6ff}.axis{stroke:#445}}`;

const short = (value: number) =>
  value >= 1e6 ? `${+(value / 1e6).toFixed(1)} M` : value >= 1e3 ? `${Math.round(value / 1e3)} k` : String(value);

/** Hits at the smallest and the largest size; the ones between are in the table. */
const hitsOf = (hits: readonly number[]) =>
  `${[...new Set([hits[0], hits.at(-1)].map((one) => short(one ?? NaN)))].join(' → ')} hits`;

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function panel(sizes: readonly number[], { name, p50, hits }: Series, index: number): string {
  const { width, height, left, right, top, bottom } = PANEL;
  const x = scaleLog([Math.min(...sizes), Math.max(...sizes)], [left, width - right]);
  const y = scaleLinear([0, Math.max(...p50)], [height - bottom, top]).nice(2);
  const points = p50.map((value, i): [number, number] => [x(sizes[i] ?? NaN), y(value)]);
  const at = (value: number) => value.toFixed(1);
  const ticks = y
    .ticks(2)
    .map((value) => `<text class="quiet" x="${left - 8}" y="${at(y(value) + 4)}" text-anchor="end">${value}</text>`);
  const labels = sizes.map(
    (size) =>
      `<text class="quiet" x="${at(x(size))}" y="${height - bottom + 16}" text-anchor="middle">${short(size)}</text>`,
  );
  const place = `translate(${(index % COLUMNS) * width} ${Math.floor(index / COLUMNS) * height})`;
  return `<g transform="${place}"><text class="title" x="8" y="14">${escaped(name)}</text><text class="quiet" x="${width - right}" y="14" text-anchor="end">${hitsOf(hits)}</text>
<path class="axis" d="M${left} ${top}V${height - bottom}H${width - right}"/>${ticks.join('')}${labels.join('')}
<path class="p50" d="${line()(points.map(([a, b]): [number, number] => [+at(a), +at(b)])) ?? ''}"/>${points.map(([a, b]) => `<circle class="dot" cx="${at(a)}" cy="${at(b)}" r="3"/>`).join('')}</g>`;
}

/** A picture in SVG with a panel for each question: p50 in milliseconds against the number of flows. Readable on light and dark. */
export function growthPicture(sizes: readonly number[], series: readonly Series[]): string {
  const width = COLUMNS * PANEL.width;
  const height = Math.ceil(series.length / COLUMNS) * PANEL.height + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>p50 in milliseconds of each question by the number of trade flows in the graph</title>
<style>${style}</style>
${series.map((one, index) => panel(sizes, one, index)).join('\n')}
<text class="quiet" x="8" y="${height - 8}">p50 in milliseconds by number of trade flows (logarithmic)</text>
</svg>
`;
}
