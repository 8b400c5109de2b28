import { readText } from './page.ts';

/** A fenced block of a page. */
interface Block {
  /** `sh`; empty where none is named. */
  language: string;
  lines: string[];
  /** Number of its first line within the fences, counted from 1. */
  line: number;
}

/** A command of a page, with what it prints where that is shown: in a block without a language right below it. */
export interface Command {
  command: string;
  output: Block | null;
}

/** The fenced blocks of a text, in their order. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (open !== null && line === '```') {
      blocks.push(open);
      open = null;
    } else if (open !== null) open.lines.push(line);
    else if (line.startsWith('```')) open = { language: line.slice('```'.length).trim(), lines: [], line: index + 2 };
  }
  if (open !== null) throw new Error(`The block at line ${open.line} does not end.`);
  return blocks;
}

/** The commands of a text, each with what it prints. */
export function commandsOf(text: string): Command[] {
  const blocks = blocksOf(text);
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh') return [];
    const next = blocks[index + 1];
    // Between the fences of the two stands one empty line.
    const isOutput =
      next?.language === '' && next.line === block.line + block.lines.length + '```\n\n```\n'.split('\n').length - 1;
    return [{ command: block.lines.join('\n'), output: isOutput ? next : null }];
  });
}

export const commandsInReadme = (): Command[] => commandsOf(readText('README.md'));
