import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import style from '../../.oxfmtrc.json' with { type: 'json' };

/** A part of the page of results: its heading, and what stands below it. */
export interface Section {
  heading: string;
  text: string;
  /** In SVG, which the text shows as growth.svg. */
  picture?: string;
}

const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const order = ['Goals', 'Where Lodegraph loses and why', 'Growth', 'Loading', 'Starting', 'Questions'];
const title = `# Measured

\`npm run bench\` measures the questions anew and writes this page; with \`-- --growth\` how they grow with the graph, with
\`-- --loading\` how fast flows are loaded, with \`-- --starting\` how long a later start takes.`;

/** The page with sections written anew; the others stay as they are. */
export function withSections(page: string, sections: readonly Section[]): string {
  const texts = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n')).trim()]),
  );
  for (const { heading, text } of sections) texts.set(heading, text.trim());
  const kept = order.flatMap((heading) => {
    const text = texts.get(heading);
    return text === undefined ? [] : [`## ${heading}\n\n${text}`];
  });
  return `${[title, ...kept].join('\n\n')}\n`;
}

/** Writes sections into the page of results. */
export async function writePage(sections: readonly Section[]): Promise<void> {
  const text = withSections(existsSync(file) ? readFileSync(file, 'utf8') : '', sections);
  for (const { picture } of sections)
    if (picture !== undefined) writeFileSync(fileURLToPath(new URL('../growth.svg', import.meta.url)), picture);
  writeFileSync(file, (await format(file, text, { printWidth: style.printWidth })).code);
}
