/**
 * Logs unhandled rejections, which end a process otherwise. When an item of a list fails at once, graphql-js 16 leaves
 * behind those items before it that are still being read: if one of them fails too, a single answer would end the server.
 */
export function keepServing(log: { error(cause: unknown): void }): void {
  process.on('unhandledRejection', (cause) => log.error(cause));
}
