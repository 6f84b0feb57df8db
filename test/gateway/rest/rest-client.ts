import type { ResponseBody } from '../../../src/im/wire.js';

/** Calls the REST door as a backend's client does. */
export async function post(
  port: number,
  path: string,
  body: unknown,
  query: Record<string, string> = {},
): Promise<ResponseBody> {
  const search = new URLSearchParams({
    sdkappid: '1400000001',
    identifier: 'administrator',
    usersig: 'any',
    random: '1',
    contenttype: 'json',
    ...query,
  });
  const response = await fetch(`http://127.0.0.1:${port}/v4/${path}?${search}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as ResponseBody;
}
