import { ImportError } from './importer.ts';

/**
 * What a JSON text holds. JSON in one line has no lines to name.
 * @throws ImportError for text that is cut short or no JSON.
 */
export function wholeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError(
      `The file is not whole JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`,
    );
  }
}
