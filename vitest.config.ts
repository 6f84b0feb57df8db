import { defineConfig } from 'vitest/config';

/** Rooms whose tests leave nothing behind in their process, so that files can share one. */
const SHARED = [
  ...['text', 'runtime', 'im', 'signaling', 'trace', 'decode', 'hub', 'device', 'scenario', 'load'],
].map((room) => `test/${room}/**/*.test.ts`);

export const settings = {
  // Only what hangs runs into these: no test may depend on how fast the machine is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { interval: 20, timeout: 60_000 } },
  setupFiles: ['test/set-up-properties.ts'],
};

/** `npm test`: everything that needs nothing but Node. */
export default defineConfig({
  test: {
    // Vitest leaves a core idle, and many of these tests wait for processes and sockets.
    maxWorkers: 3,
    // Web SDK 3.6, destroyed on a slow machine while it still syncs, throws this in a timer of its own some 5 s later.
    onUnhandledError: ({ message, stack = '' }) =>
      !(message.includes("reading 'msgCount'") && stack.includes('@tencentcloud/chat')),
    projects: [
      { test: { ...settings, name: 'shared process', include: SHARED, isolate: false } },
      {
        test: {
          ...settings,
          name: 'process per file',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: [...SHARED, 'test/real/**', '**/*.long.test.ts'],
        },
      },
    ],
  },
});
