import { z } from 'zod';

const text = z.string().min(1).optional();
const wholeNumber = (fallback: number, meaning: string) =>
  z.coerce.number().int().positive().default(fallback).describe(meaning);

const isOrigin = (text: string) => !text.includes('*') && URL.canParse(text) && new URL(text).origin === text;

const origins = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((one) => one.trim() || []))
  .refine((list) => list.every((one) => one === '*' || isOrigin(one)), {
    error: 'must be * or a list of origins such as https://example.org, without a path',
  });

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('port to listen on; 0 takes any free one'),
  NEO4J_URI: text.describe(
    'a Neo4j 5.26+ of your own, such as neo4j://host:7687; without it one is kept in .lodegraph/',
  ),
  NEO4J_USER: z.string().min(1).default('neo4j').describe('user of NEO4J_URI'),
  NEO4J_PASSWORD: z.string().default('').describe('password of NEO4J_URI'),
  NEO4J_DATABASE: text.describe('database of NEO4J_URI; its home database when left out'),
  LODEGRAPH_HOME: z
    .string()
    .min(1)
    .default('.lodegraph')
    .describe('folder of the local Neo4j and of stored operations'),
  JAVA_HOME: text.describe('Java 17 or 21 for the local Neo4j; looked for when left out'),
  NEO4J_HEAP_MEGABYTES: wholeNumber(512, 'heap of the local Neo4j, in megabytes'),
  NEO4J_PAGE_CACHE_MEGABYTES: wholeNumber(256, 'page cache of the local Neo4j, in megabytes'),
  CORS_ORIGINS: origins.describe(
    'origins whose pages may read the API in a browser, such as https://example.org, with commas between; * for any; none when left out',
  ),
  MCP: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'whether assistants may ask at /mcp (Model Context Protocol): on or off; when left out, on where HOST is of this machine alone',
    ),
  MCP_ANSWER_BYTES: wholeNumber(60_000, 'largest answer of a tool of the Model Context Protocol, in bytes of JSON'),
  STATEMENT_TIMEOUT_MS: wholeNumber(10_000, 'longest time one statement may take, in milliseconds'),
  PLANNING_TIMEOUT_MS: wholeNumber(
    60_000,
    'what a statement may take besides when it is new to Neo4j, which plans it then, in milliseconds',
  ),
  START_TIMEOUT_MS: wholeNumber(
    120_000,
    'longest time that Neo4j may take for one answer while the server starts or a load runs, in milliseconds',
  ),
  CONNECTION_TIMEOUT_MS: wholeNumber(5_000, 'longest time to wait for a connection to Neo4j, in milliseconds'),
  ANALYSIS_THREADS: wholeNumber(
    2,
    'threads that compute supply chains, what-ifs and paths beside the one that answers',
  ),
  ANALYSIS_QUEUE: wholeNumber(16, 'most requests that may wait for one of these threads'),
  ANALYSIS_TIMEOUT_MS: wholeNumber(20_000, 'longest time that one computation may wait and take, in milliseconds'),
  KEPT_ANSWERS_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(32_000_000)
    .describe('most bytes of answers that are kept and given again while the graph is as it was; 0 keeps none'),
  KEPT_ANSWERS_CHECK_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(500)
    .describe(
      'how long Neo4j is not asked again whether another process wrote to the graph, in milliseconds; 0 asks for every answer that is kept, and each time what a name means',
    ),
  BODY_LIMIT_BYTES: wholeNumber(262_144, 'largest request body, in bytes'),
  MAX_TOKENS: wholeNumber(4_000, 'most tokens one operation may have'),
  MAX_DEPTH: wholeNumber(16, 'deepest nesting of fields one operation may have'),
  MAX_COST: wholeNumber(50_000, 'most points one operation may cost: about one for each object that it can bring back'),
  MAX_ROOT_FIELDS: wholeNumber(100, 'most fields one operation may have at the root, aliases counted'),
  MAX_FRAGMENTS: wholeNumber(200, 'most named fragments one document may have'),
  MAX_DIRECTIVES: wholeNumber(200, 'most directives one document may use'),
  MAX_REPEATS: wholeNumber(100, 'how often a field may stand under the same name in one selection'),
  MAX_INPUT_DEPTH: wholeNumber(32, 'deepest nesting of lists and input objects in arguments and variables'),
  MAX_INPUT_LIST: wholeNumber(1_000, 'most values in one list or object of arguments and variables'),
  EXPORT_MAX_ROWS: wholeNumber(200_000, 'most rows that one export may have'),
  EXPORTS_AT_ONCE: wholeNumber(2, 'most exports that may be under way at once'),
  STORE_OPERATIONS: z
    .enum(['on', 'off'])
    .optional()
    .describe('whether POST /q keeps operations under an address: on or off; when left out, on where HOST is loopback'),
  MAX_STORED_OPERATIONS: wholeNumber(1_000, 'most operations that are kept under an address'),
  MAX_STORED_BYTES: wholeNumber(10_000_000, 'most bytes that the operations kept under an address may have together'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn').describe('what is logged'),
});

/** Every setting, read once. See `npm start -- --help` for unit, default and meaning of each. */
export type Config = z.infer<typeof Environment>;

/**
 * Reads the settings from the environment: the only place that does.
 * @throws Error with one sentence that names every setting at fault.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(present);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`A setting cannot be used. ${faults.join('; ')}. See npm start -- --help.`);
}

/** The settings as lines of help: name, meaning and default of each. */
export function configHelp(): string {
  const defaults: Record<string, string | number | string[] | undefined> = Environment.parse({});
  const lines = Object.entries(Environment.shape).map(([name, type]) => {
    const fallback = String(defaults[name] ?? '');
    return `  ${name.padEnd(27)} ${type.description ?? ''}${fallback === '' ? '' : ` [${fallback}]`}`;
  });
  return ['Settings, read from the environment:', ...lines].join('\n');
}

/** Whether an address to listen on is one that only this machine can reach. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether operations may be stored: as set, else where only this machine can reach the server. */
export const storesOperations = ({ STORE_OPERATIONS: set, HOST }: Pick<Config, 'STORE_OPERATIONS' | 'HOST'>): boolean =>
  set === undefined ? isLoopback(HOST) : set === 'on';

/** Whether assistants are answered at `/mcp`: likewise. */
export const offersMcp = ({ MCP: set, HOST }: Pick<Config, 'MCP' | 'HOST'>): boolean =>
  set === undefined ? isLoopback(HOST) : set === 'on';
