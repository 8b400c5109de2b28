import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { badInput } from '../../src/api/errors.ts';
import { argumentsBelow, asksFor } from '../../src/api/selection.ts';

/** A thing that is made up: its fields follow from its number. */
interface MadeUp {
  kind: string;
  number: number;
  /** What look-ahead said of the fields below, by name; null where it cannot say it of one type. */
  ahead: ReadonlyMap<string, string> | null;
}

/** A number that follows from a text. */
function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** What was read ahead and what the executor then asked for. */
export interface Compared {
  fields: number;
  differences: string[];
}

/**
 * Gives every field of a schema a made-up value that follows from its parent and its arguments: things, lists of up to three, nulls
 * and errors, at once or later. Every parent looks ahead at what is asked below it, and every field compares that with what it gets.
 */
export function makeUp(schema: GraphQLSchema): Compared {
  const compared: Compared = { fields: 0, differences: [] };

  function value(type: GraphQLOutputType, number: number, info: GraphQLResolveInfo): unknown {
    if (!isNonNullType(type) && number % 9 === 0) return null;
    const of = getNullableType(type);
    if (isListType(of))
      return Array.from({ length: number % 4 }, (_, i) => value(of.ofType, hash(`${number} ${i}`), info));
    if (isEnumType(of)) return of.getValues()[number % of.getValues().length]?.value;
    if (isAbstractType(of)) {
      const types = schema.getPossibleTypes(of);
      return { kind: types[number % types.length]?.name, number, ahead: null };
    }
    if (isObjectType(of)) {
      const fields = Object.keys(of.getFields());
      const ahead = new Map(
        fields.filter((name) => asksFor(info, name)).map((name) => [name, JSON.stringify(argumentsBelow(info, name))]),
      );
      return { kind: of.name, number, ahead };
    }
    switch (of.name) {
      case 'Boolean':
        return number % 2 === 0;
      case 'Int':
        return number % 3000;
      case 'Float':
      case 'Share':
      case 'Tonnes':
        return (number % 1000) / 1000;
      default:
        return `${of.name} ${number}`;
    }
  }

  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ kind }: MadeUp) => kind;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (parent: MadeUp | undefined, args, _context, info) => {
        if (parent?.ahead) {
          compared.fields += 1;
          const told = parent.ahead.get(field.name);
          if (told === undefined || !told.includes(JSON.stringify(args)))
            compared.differences.push(
              `${info.path.typename}.${field.name}: ${told ?? 'not asked'}, not ${JSON.stringify(args)}`,
            );
        }
        const number = hash(`${parent?.number ?? 0} ${field.name} ${JSON.stringify(args)}`);
        const give = () => {
          if (number % 31 === 0) throw badInput('x', `is refused at ${number}.`);
          return value(field.type, number >>> 3, info);
        };
        return number % 2 === 0 ? give() : Promise.resolve().then(give);
      };
  }
  return compared;
}
