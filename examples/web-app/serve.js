// Serves this folder, and the SDK from node_modules: node examples/web-app/serve.js [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const here = new URL('.', import.meta.url);
const FILES = {
  '/': ['index.html', 'text/html'],
  '/style.css': ['style.css', 'text/css'],
  '/app.js': ['app.js', 'text/javascript'],
  '/phone.js': ['phone.js', 'text/javascript'],
};

/** @returns where the app is served */
export async function serve(port = 0) {
  const sdk = fileURLToPath(import.meta.resolve('@tencentcloud/chat'));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [file, type] =
      pathname === '/sdk.js' ? [sdk, 'text/javascript'] : (FILES[pathname] ?? [undefined, 'text/plain']);
    response.writeHead(file ? 200 : 404, { 'content-type': `${type}; charset=utf-8` });
    response.end(file ? await readFile(file === sdk ? sdk : new URL(file, here)) : 'not here');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.argv[2] ?? 8080));
  console.log(
    `open ${url}, with ?hub=ws://127.0.0.1:PORT if \`sig hub status\` names another port than 7447`,
  );
}
