import { expect, onTestFinished, test, vi } from 'vitest';
import { attempt } from '../../src/lib/attempt.ts';

test('what fails before anybody waits for it is no unhandled rejection, and tells its failure afterwards', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const checked = attempt(() => Promise.reject(new Error('early')));
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
  await expect(checked).rejects.toThrow('early');
});
