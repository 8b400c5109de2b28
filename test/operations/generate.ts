import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.ts';

/** A document with operations to run in turn. */
export interface Generated {
  text: string;
  runs: { operationName: string | undefined; variables: Record<string, unknown> }[];
}

interface Variable {
  name: string;
  /** As it is declared, with its default. */
  declared: string;
  /** A value for it; undefined to leave it out. */
  value: () => unknown;
}

/** What a piece of text uses, so that operations declare what they and their fragments need. */
interface Uses {
  variables: Set<string>;
  fragments: Set<string>;
}

const DEEPEST = 4;

const names: Record<string, readonly [string, ...string[]]> = {
  code: ['JPN', 'Burma', 'DE'],
  on: ['CHN', 'China'],
  of: ['JPN', 'european-union', 'USA'],
  excluding: ['CHN'],
  for: ['finance-ministerial-2026'],
  among: ['g7', 'finance-ministerial-2026'],
  product: ['permanent-magnets', '850511', 'lithium-carbonate'],
  products: ['permanent-magnets', '850511'],
  mineral: ['rare-earths', 'gallium', 'Ga'],
  minerals: ['antimony', 'dysprosium'],
  country: ['USA', 'JPN'],
  countries: ['CHN', 'COD'],
  importer: ['JPN'],
  from: ['Bayan Obo', 'CHN'],
  to: ['Germany', 'JPN'],
  about: ['gallium', 'JPN'],
  text: ['japan', 'neodymum magnet', 'Lynas'],
  slug: ['gallium', 'permanent-magnets', 'g7', 'european-union', 'Lynas', 'cn-mofcom-2025-57', 'us-exim'],
  id: ['Country:JPN', 'Mineral:gallium', 'Product:permanent-magnets', 'Source:nothing', 'x'],
  ids: ['Country:JPN', 'Coalition:g7', 'x'],
};
const words = ['JPN', 'gallium', 'g7', 'nothing of the kind', '', '"\\\u0000😀{$}'] as const;

/**
 * Makes documents of a schema: aliases (odd ones, and fields that stand twice), fragments of all kinds within one another,
 * directives on all of them, arguments as literals and as variables with and without defaults, given, null or left out. What
 * GraphQL refuses among them is for the caller to leave out.
 */
export function generate(schema: GraphQLSchema, random: Random): Generated {
  const variables = new Map<string, Variable>();
  const fragments: { name: string; on: GraphQLCompositeType; text: string; uses: Uses }[] = [];
  let counter = 0;

  function variable(type: GraphQLInputType, hasDefault: boolean, hint: string, uses: Uses): string {
    const nullable = getNullableType(type);
    // Where a default stands behind, a variable that may be null or missing can be handed over.
    const required = isNonNullType(type) && !(hasDefault && random.chance(0.7));
    const value = random.chance(0.4) ? literal(nullable, hint, null, 2) : undefined;
    const own = required && value === 'null' ? undefined : value;
    const name = random.chance(0.02) ? '__proto__' : `v${counter++}`;
    if (variables.has(name)) return literal(type, hint, null, 2);
    variables.set(name, {
      name,
      declared: `$${name}: ${String(nullable)}${required ? '!' : ''}${own === undefined ? '' : ` = ${own}`}`,
      value: () =>
        random.chance(0.25) && (!required || own !== undefined)
          ? undefined
          : random.chance(0.15) && !required
            ? null
            : json(nullable, hint, 2),
    });
    uses.variables.add(name);
    return `$${name}`;
  }

  /** A value as it is written in an operation; with `uses`, parts of it can be variables. */
  function literal(
    type: GraphQLInputType,
    hint: string,
    uses: Uses | null,
    deepest: number,
    hasDefault = false,
  ): string {
    if (uses && random.chance(0.35)) return variable(type, hasDefault, hint, uses);
    if (!isNonNullType(type) && random.chance(0.08)) return 'null';
    const of = getNullableType(type);
    if (isListType(of)) {
      const item = of.ofType;
      if (random.chance(0.15)) return literal(item, hint, null, deepest);
      return `[${Array.from({ length: random.below(3) }, () => literal(item, hint, uses, deepest)).join(', ')}]`;
    }
    if (isInputObjectType(of)) {
      const fields = chosen(Object.values(of.getFields()), deepest);
      return `{${fields.map((field) => `${field.name}: ${literal(field.type, field.name, uses, deepest - 1, field.defaultValue !== undefined)}`).join(', ')}}`;
    }
    const value = leaf(of, hint);
    return isEnumType(of) ? String(value) : JSON.stringify(value);
  }

  /** A value as it comes in a variable. */
  function json(type: GraphQLInputType, hint: string, deepest: number): unknown {
    if (!isNonNullType(type) && random.chance(0.08)) return null;
    const of = getNullableType(type);
    if (isListType(of)) {
      const item = of.ofType;
      if (random.chance(0.1)) return json(item, hint, deepest);
      return Array.from({ length: random.below(3) }, () => json(item, hint, deepest));
    }
    if (isInputObjectType(of))
      return Object.fromEntries(
        chosen(Object.values(of.getFields()), deepest).map((field) => [
          field.name,
          json(field.type, field.name, deepest - 1),
        ]),
      );
    return leaf(of, hint);
  }

  const isRequired = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField) =>
    isNonNullType(type) && defaultValue === undefined;

  function chosen<T extends GraphQLArgument | GraphQLInputField>(fields: readonly T[], deepest: number): T[] {
    return fields.filter(
      (field) => isRequired(field) || (deepest > 0 && random.chance(Math.min(0.5, 3 / fields.length))),
    );
  }

  function leaf(type: GraphQLInputType, hint: string): unknown {
    if (isEnumType(type)) return random.pick(type.getValues())?.name;
    switch (getNamedType(type).name) {
      case 'Boolean':
        return random.chance(0.5);
      case 'Int':
        if (hint === 'first' || hint === 'last')
          return random.chance(0.1) ? random.pick([0, 101, -1]) : 1 + random.below(4);
        if (hint === 'months' || hint === 'maxLength') return 1 + random.below(5);
        return random.pick([2024, 2023, 1850]);
      case 'Float':
        return random.pick([0, 0.5, 2024]);
      case 'Share':
        return random.pick([0, 0.65, 1, 1]);
      case 'Tonnes':
        return random.pick([0, 100.5]);
      case 'Date':
        return random.pick(['2026-01-12', '2025-10-09']);
      case 'DateTime':
        return random.pick(['2026-01-12T00:00:00Z', '2026-06-01']);
      case 'Amount':
      case 'UsdAmount':
        return random.pick(['1000000', '0.5']);
      case 'URL':
        return 'https://example.org';
      default:
        return random.pick(random.chance(0.85) ? (names[hint] ?? words) : words);
    }
  }

  function directives(uses: Uses): string {
    if (!random.chance(0.15)) return '';
    const condition = () => {
      if (random.chance(0.5)) return String(random.chance(0.7));
      const name = `b${counter++}`;
      const [required, own] = [random.chance(0.5), random.chance(0.6)];
      const declared = `$${name}: Boolean${required || !own ? '!' : ''}${own ? ` = ${random.chance(0.7)}` : ''}`;
      variables.set(name, {
        name,
        declared,
        value: () =>
          own && random.chance(0.4) ? undefined : own && !required && random.chance(0.1) ? null : random.chance(0.7),
      });
      uses.variables.add(name);
      return `$${name}`;
    };
    const one = () => (random.chance(0.5) ? ` @include(if: ${condition()})` : ` @skip(if: ${condition()})`);
    return random.chance(0.1) ? ` @include(if: ${condition()}) @skip(if: ${condition()})` : one();
  }

  /** Types that a fragment inside a type can be on. */
  const conditions = (type: GraphQLCompositeType): readonly GraphQLCompositeType[] => [
    type,
    ...(isAbstractType(type) ? schema.getPossibleTypes(type) : []),
    ...(isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : []),
  ];

  function selection(type: GraphQLCompositeType, level: number, uses: Uses): string {
    const parts: string[] = [];
    const count = 1 + random.below(level === 0 ? 2 : 3);
    for (let i = 0; i < count; i++) {
      const kind = random.below(10);
      if (kind === 0) parts.push(`...${inline(type, level, uses)}`);
      else if (kind === 1 && level < DEEPEST) parts.push(`...${spread(type, level, uses)}${directives(uses)}`);
      else if (kind === 2) parts.push(random.chance(0.5) ? '__typename' : `t${counter++}: __typename`);
      else parts.push(...field(type, level, uses));
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  function inline(type: GraphQLCompositeType, level: number, uses: Uses): string {
    const on = random.chance(0.3) ? undefined : random.pick(conditions(type));
    const condition = on ? ` on ${on.name}` : '';
    return `${condition}${directives(uses)} ${selection(on ?? type, level + 1, uses)}`;
  }

  function spread(type: GraphQLCompositeType, level: number, uses: Uses): string {
    const on = random.pick(conditions(type)) ?? type;
    const existing = random.pick(fragments.filter((one) => one.on === on));
    if (existing && random.chance(0.6)) {
      uses.fragments.add(existing.name);
      return existing.name;
    }
    const own: Uses = { variables: new Set(), fragments: new Set() };
    const text = selection(on, level + 1, own);
    const name =
      random.chance(0.03) && !fragments.some((one) => one.name === '__proto__') ? '__proto__' : `F${counter++}`;
    fragments.push({ name, on, text: `fragment ${name} on ${on.name} ${text}`, uses: own });
    uses.fragments.add(name);
    return name;
  }

  /** A field, sometimes twice, as clients that merge fragments send it. */
  function field(type: GraphQLCompositeType, level: number, uses: Uses): string[] {
    if (!('getFields' in type)) return [`... on ${random.pick(schema.getPossibleTypes(type))?.name} { __typename }`];
    const all = Object.values(type.getFields());
    const isOpen = (one: (typeof all)[number]) => level < DEEPEST || !isCompositeType(getNamedType(one.type));
    // Half of what is asked has something below it, so that operations become deep.
    const deep = all.filter((one) => isCompositeType(getNamedType(one.type)) && isOpen(one));
    const of = random.pick(random.chance(0.6) && deep.length > 0 ? deep : all.filter(isOpen));
    if (!of) return ['__typename'];
    const args = chosen(of.args, 1).map(
      (one) => `${one.name}: ${literal(one.type, one.name, uses, 2, one.defaultValue !== undefined)}`,
    );
    const alias =
      args.length > 0 || random.chance(0.4)
        ? `${random.chance(0.03) ? random.pick(['__proto__', 'constructor', 'toString']) : `f${counter++}`}: `
        : '';
    const below = getNamedType(of.type);
    const head = `${alias}${of.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
    const once = () =>
      `${head}${directives(uses)}${isCompositeType(below) ? ` ${selection(below, level + 1, uses)}` : ''}`;
    return random.chance(0.08) ? [once(), once()] : [once()];
  }

  const query = schema.getQueryType();
  if (!query) throw new Error('There is nothing to ask.');
  const count = random.chance(0.7) ? 1 : 2 + random.below(2);
  const operations = Array.from({ length: count }, (_, i) => {
    const uses: Uses = { variables: new Set(), fragments: new Set() };
    const name = count === 1 && random.chance(0.4) ? undefined : `Op${i}`;
    return { name, text: selection(query, 0, uses), uses };
  });

  /** All that is used, fragments within fragments followed. */
  function reached(uses: Uses, seen = new Set<string>()): { variables: Set<string>; fragments: Set<string> } {
    const found = new Set(uses.variables);
    for (const name of uses.fragments) {
      if (seen.has(name)) continue;
      seen.add(name);
      const fragment = fragments.find((one) => one.name === name);
      if (fragment) for (const one of reached(fragment.uses, seen).variables) found.add(one);
    }
    return { variables: found, fragments: seen };
  }

  const used = new Set<string>();
  const texts = operations.map(({ name, text, uses }) => {
    const { variables: needed, fragments: spreadIn } = reached(uses);
    for (const one of spreadIn) used.add(one);
    const declared = [...needed].map((one) => variables.get(one)?.declared ?? '');
    const head = name !== undefined || declared.length > 0 ? `query ${name ?? ''}` : '';
    return `${head}${declared.length > 0 ? `(${declared.join(', ')}) ` : ' '}${text}`;
  });
  const values = () =>
    Object.fromEntries(
      [...variables.values()].flatMap(({ name, value }) => {
        const given = value();
        return given === undefined ? [] : [[name, given] as const];
      }),
    );
  return {
    text: [...texts, ...fragments.filter(({ name }) => used.has(name)).map(({ text }) => text)].join('\n'),
    // The same operation is run again with other variables, and the first one once more after all others.
    runs: [...operations, ...operations.slice(0, 1)].map(({ name }) => ({ operationName: name, variables: values() })),
  };
}
