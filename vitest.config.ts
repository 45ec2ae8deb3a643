import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LangsteEerst } from './platform/test-order.ts';
import { lekinstelling, plaatsLek } from './tests/lekken/plaats.ts';

const lek = process.env[lekinstelling];

export default defineConfig({
  plugins: lek ? [plaatsLek(lek)] : [],
  test: {
    environment: 'node',
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, '**/.schakel/**'],
    // Processes, not threads: Temporal's native part and a database pool each expect one of their own.
    pool: 'forks',
    poolOptions: { forks: { minForks: 1, maxForks: Math.max(2, availableParallelism()) } },
    sequence: { sequencer: LangsteEerst },
    // A machine may be several times slower than the one at hand.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
  },
});
