import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Taken } from './actions.ts';

const MARGIN = 24;
const HEAD = 64;
const FOOT = 40;
const SVG = 'http://www.w3.org/2000/svg';

/** What the styles of the page give to marks and letters. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
  'text-anchor',
  'paint-order',
];

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  [...from.children].forEach((child, index) => {
    const copy = to.children[index];
    if (copy) inlineStyles(child, copy);
  });
}

function line(text: string, x: number, y: number, size: number, weight: string, fill: string): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  element.textContent = text;
  for (const [name, value] of Object.entries({
    x,
    y,
    fill,
    'font-size': size,
    'font-weight': weight,
    'font-family': 'sans-serif',
  }))
    element.setAttribute(name, String(value));
  return element;
}

/** Draws a picture out of sight, so that it has the styles of the page, and gives it with them written in. */
function drawn(picture: ReactElement): { copy: SVGSVGElement; width: number; height: number } {
  const place = document.createElement('div');
  place.className = 'out-of-sight';
  document.body.append(place);
  const root = createRoot(place);
  flushSync(() => root.render(picture));
  const svg = place.querySelector('svg');
  if (!svg) throw new Error('There is no picture.');
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  root.unmount();
  place.remove();
  return { copy, width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
}

/** The picture with its title, sources, clocks and address drawn in. */
export function pictureOf(
  picture: ReactElement,
  { title, subtitle = '', sources, clocks }: Pick<Taken, 'title' | 'subtitle' | 'sources' | 'clocks'>,
): string {
  const { copy, width, height } = drawn(picture);
  const root = getComputedStyle(document.documentElement);
  const [paper, ink, faint] = ['--paper', '--ink', '--ink-3'].map((name) => root.getPropertyValue(name).trim());
  const whole = document.createElementNS(SVG, 'svg');
  const size = { width: width + 2 * MARGIN, height: height + HEAD + FOOT + MARGIN };
  whole.setAttribute('xmlns', SVG);
  whole.setAttribute('width', String(size.width));
  whole.setAttribute('height', String(size.height));
  whole.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: paper ?? '#fff' }))
    ground.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x: MARGIN, y: HEAD, width, height }))
    copy.setAttribute(name, String(value));
  const from = sources.map(({ publisher, title: name, vintage }) =>
    [publisher ?? name, vintage].filter(Boolean).join(', '),
  );
  const foot = size.height - FOOT + 8;
  const state = `State of ${clocks.asOf ?? new Date().toISOString().slice(0, 10)}${clocks.knownAt ? `, as known on ${clocks.knownAt.slice(0, 10)}` : ''}.`;
  whole.append(
    ground,
    line(title, MARGIN, 28, 16, '600', ink ?? '#000'),
    line(subtitle, MARGIN, 48, 12, '400', faint ?? '#666'),
    copy,
    line(`Source: ${from.join('; ') || 'see address'}. ${state}`, MARGIN, foot, 11, '400', faint ?? '#666'),
    line(window.location.href.slice(0, 180), MARGIN, foot + 16, 11, '400', faint ?? '#666'),
  );
  return new XMLSerializer().serializeToString(whole);
}

/** The same in points, twice as many as on a usual screen. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser draws no pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture cannot be made.'))), 'image/png'),
  );
}
