import {
  getNamedType,
  isCompositeType,
  Lexer,
  Source,
  TokenKind,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type Token,
} from 'graphql';

/** An argument of a field, as far as it is known. */
export interface ArgumentPlace {
  readonly parent: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly argument: GraphQLArgument;
}

/** A text or a variable in an operation, and what it is given to. */
export interface Place {
  /** Where the token begins and ends. */
  readonly start: number;
  readonly end: number;
  /** The variable used here; null for a text. */
  readonly uses: string | null;
  /** The argument that it is given to, or the name of the variable whose default it is. */
  readonly of: ArgumentPlace | string;
  /** Fields of input objects on the way to it. */
  readonly path: readonly string[];
}

type Frame =
  | { at: 'selection'; type: GraphQLCompositeType | null; field: GraphQLField<unknown, unknown> | null }
  | { at: 'arguments'; parent: string; field: GraphQLField<unknown, unknown> | null; name: string }
  | { at: 'variables'; name: string }
  | { at: 'object'; key: string }
  | { at: 'list' };

/** All tokens up to the end, or to what is no token. */
function tokensOf(text: string): Token[] {
  const lexer = new Lexer(new Source(text));
  const tokens: Token[] = [];
  try {
    while (lexer.advance().kind !== TokenKind.EOF) tokens.push(lexer.token);
  } catch {
    // What stands before is what a cursor there is about.
  }
  return tokens;
}

/** What a text or variable at the top of the frames is given to. */
function given(frames: readonly Frame[]): Pick<Place, 'of' | 'path'> | null {
  const path: string[] = [];
  for (const frame of frames.toReversed()) {
    if (frame.at === 'object') path.unshift(frame.key);
    else if (frame.at === 'variables') return { of: frame.name, path };
    else if (frame.at === 'arguments') {
      const argument = frame.field?.args.find(({ name }) => name === frame.name);
      return frame.field && argument ? { of: { parent: frame.parent, field: frame.field, argument }, path } : null;
    } else if (frame.at === 'selection') return null;
  }
  return null;
}

/**
 * The texts and variables of a document that need not be complete: it is read as it is typed, which a parser refuses. What stands
 * in an unknown field or argument is left out.
 */
export function placesIn(text: string, schema: GraphQLSchema): Place[] {
  const tokens = tokensOf(text);
  const frames: Frame[] = [];
  const places: Place[] = [];
  /** The type of the selection that opens next. */
  let next: GraphQLCompositeType | null = schema.getQueryType() ?? null;

  const named = (name: string | undefined) => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };
  const note = ({ start, end }: { start: number; end: number }, uses: string | null) => {
    const to = given(frames);
    if (to) places.push({ start, end, uses, ...to });
  };

  for (const [index, token] of tokens.entries()) {
    const frame = frames.at(-1);
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    switch (token.kind) {
      case TokenKind.NAME:
        if (before?.kind === TokenKind.DOLLAR) {
          if (frame?.at === 'variables' && after?.kind === TokenKind.COLON) frame.name = token.value;
          else note({ start: before.start, end: token.end }, token.value);
        } else if (frame === undefined) {
          if (before?.value === 'on' && before.kind === TokenKind.NAME) next = named(token.value);
          else if (token.value === 'query') next = schema.getQueryType() ?? null;
        } else if (frame.at === 'selection') {
          const isCondition = before?.value === 'on' && tokens[index - 2]?.kind === TokenKind.SPREAD;
          if (isCondition) next = named(token.value);
          else if (
            before?.kind !== TokenKind.SPREAD &&
            before?.kind !== TokenKind.AT &&
            after?.kind !== TokenKind.COLON
          ) {
            frame.field = (frame.type && 'getFields' in frame.type && frame.type.getFields()[token.value]) || null;
            const type = frame.field && getNamedType(frame.field.type);
            next = isCompositeType(type) ? type : null;
          } else if (before?.kind === TokenKind.SPREAD) next = frame.type;
        } else if (after?.kind === TokenKind.COLON) {
          if (frame.at === 'arguments') frame.name = token.value;
          else if (frame.at === 'object') frame.key = token.value;
        }
        break;
      case TokenKind.STRING:
        note(token, null);
        break;
      case TokenKind.SPREAD:
        if (frame?.at === 'selection') next = frame.type;
        break;
      case TokenKind.PAREN_L:
        if (frame?.at === 'selection') {
          const isDirective = tokens[index - 2]?.kind === TokenKind.AT;
          const field = isDirective ? null : frame.field;
          frames.push({ at: 'arguments', parent: frame.type?.name ?? '', field, name: '' });
        } else frames.push({ at: 'variables', name: '' });
        break;
      case TokenKind.BRACE_L:
        if (frame === undefined || frame.at === 'selection') frames.push({ at: 'selection', type: next, field: null });
        else frames.push({ at: 'object', key: '' });
        break;
      case TokenKind.BRACKET_L:
        frames.push({ at: 'list' });
        break;
      case TokenKind.PAREN_R:
      case TokenKind.BRACE_R:
      case TokenKind.BRACKET_R:
        frames.pop();
        if (frames.length === 0 && token.kind === TokenKind.BRACE_R) next = schema.getQueryType() ?? null;
        break;
      default:
    }
  }
  return places;
}
