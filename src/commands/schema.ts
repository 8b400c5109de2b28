import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { parse, print, printSchema, stripIgnoredCharacters, visit } from 'graphql';
import { buildSchema } from '../server/schema.ts';

const file = (name: string) => new URL(`../../docs/${name}`, import.meta.url);

/** A schema without its descriptions: what a client depends on. */
const withoutDescriptions = (sdl: string) =>
  print(
    visit(parse(stripIgnoredCharacters(sdl)), {
      enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    }),
  );

new Command('npm run schema --')
  .description('Writes docs/schema.graphql as the server gives it at /schema.graphql.')
  .option('--release', 'and docs/schema-released.graphql, against which breaking changes are told from then on')
  .action(({ release = false }: { release?: boolean }) => {
    const sdl = `${printSchema(buildSchema())}\n`;
    writeFileSync(file('schema.graphql'), sdl);
    if (release) writeFileSync(file('schema-released.graphql'), `${withoutDescriptions(sdl)}\n`);
  })
  .parse();
