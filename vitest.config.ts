import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** A replaced module would stay replaced for the files that follow: these get a fresh program each. */
const mocking = globSync('tests/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes('vi.mock('),
);

/** Whole programs and servers at length, whose parts have tests of their own: these run with the full counts only. */
const proved =
  process.env['SENTINEL_TIER'] === undefined
    ? [
        'tests/app/telemetry/telemetry.test.ts',
        'tests/e2e/{audit,blue-green-example,by-hand,calendar,canary,fmt,freezes,import,review,rollout,stores}.test.ts',
        'tests/e2e/haproxy-load.test.ts',
        'tests/runtime/host/audit-chain.test.ts',
        'tests/runtime/stores/{postgresql/server,processes,redis/faults}.test.ts',
        'tests/runtime/traffic/router/load.test.ts',
      ]
    : [];

/** They keep one core busy for long, so they begin first: projects run in the order of their names. */
const bulk = [
  'tests/fuzz/policies.test.ts',
  'tests/parser/print/properties.test.ts',
  'tests/playground/playground.test.ts',
  'tests/sim/simulation.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    // Generous, for slow machines: a test is held to its own virtual time. Full counts take longer.
    testTimeout: process.env['SENTINEL_TIER'] === undefined ? 60_000 : 600_000,
    // One more than there are cores, as some tests wait for servers; the long ones put them under load.
    maxWorkers: process.env['SENTINEL_TIER'] === undefined ? 3 : 2,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: [
        '**/*.generated.*',
        '**/README.md',
        // These run in a browser, where nothing counts.
        'src/playground/{main,element,examples}.ts',
        'src/playground/show/**',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
    projects: [
      { extends: true, test: { name: 'bulk', include: bulk } },
      {
        // The program is loaded once for all of them: loading it costs more than most files' tests.
        extends: true,
        test: {
          name: 'source',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...bulk, ...mocking, ...proved],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'mocked', include: mocking } },
      {
        // These run the built command, so it is built before them.
        extends: true,
        test: {
          name: 'command',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: proved,
          globalSetup: 'tests/support/build.ts',
          isolate: false,
        },
      },
    ],
  },
});
