/** The view that an id carries, `@…:`, or nothing. */
export const viewOf = (id: string): string => /^@[^:]*:/.exec(id)?.[0] ?? '';

/** An id without the view that it carries: what addresses name, whose clocks stand beside it. */
export const plainId = (id: string): string => id.slice(viewOf(id).length);
