import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { settings } from '../../vitest.config.js';
import PrintSkipped from './print-skipped.js';

/** `npm run test:real`: what needs more than Node. */
export default defineConfig({
  test: {
    ...settings,
    // Browsers and the vendor's library keep their own time; what fails twice is wrong.
    retry: process.env.CI ? 1 : 0,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/real/**/*.test.ts'],
    reporters: ['default', new PrintSkipped()],
  },
});
