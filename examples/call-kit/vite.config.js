import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  root: here('.'),
  // Without this line the real media client is used, which needs the vendor's servers.
  resolve: { alias: [{ find: /^trtc-sdk-v5$/, replacement: here('trtc-stand-in.js') }] },
  build: { target: 'esnext', minify: false },
};
