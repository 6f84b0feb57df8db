import fc from 'fast-check';
import { runs, SEED } from './long-run.js';

const path = process.env.SIG_TEST_PATH;

// A failing property prints its seed and path: SIG_TEST_SEED and SIG_TEST_PATH replay it (CONTRIBUTING.md).
fc.configureGlobal({ seed: SEED, numRuns: runs(100), ...(path && { path, endOnFailure: true }) });
