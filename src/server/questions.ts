import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, type OperationDefinitionNode, type VariableDefinitionNode } from 'graphql';
import { readQuestion, type Question } from './question-file.ts';

/** A question of the folder questions/ under the name of its file. */
export interface NamedQuestion extends Question {
  /** The file's name without its ending, such as `01-coalition-magnets`. */
  name: string;
  /** The name of its operation, such as `CoalitionMagnetDependence`. */
  operationName: string;
  /** Its variables, each with a type and a default. */
  variableDefinitions: readonly VariableDefinitionNode[];
}

const folder = new URL('../../questions/', import.meta.url);

/** The questions that come with Lodegraph, in the order of their names. */
export function namedQuestions(): NamedQuestion[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const question = readQuestion(fileURLToPath(new URL(file, folder)));
      const definition = parse(question.operation).definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      );
      return {
        ...question,
        name: basename(file, '.graphql'),
        operationName: definition?.name?.value ?? '',
        variableDefinitions: definition?.variableDefinitions ?? [],
      };
    });
}
