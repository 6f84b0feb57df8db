import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { settings } from '../../vitest.config.js';
import PrintSkipped from './print-skipped.js';

/** `npm run test:real`: what needs more than Node. */
export default defineConfig({
  test: {
    ...settings,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/real/**/*.test.ts'],
    reporters: ['default', new PrintSkipped()],
  },
});
