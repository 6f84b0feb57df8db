import { onTestFinished } from 'vitest';
import { NativeEndpoint, type NativeEndpointOptions } from '../../../src/gateway/native/endpoint.js';
import { type OpenHub, type OpenHubOptions, openHub } from '../open-hub.js';

/** A hub with its WebSocket and its native endpoint, closed when the test ends. */
export async function openNative(
  options: OpenHubOptions = {},
  native: NativeEndpointOptions = {},
): Promise<OpenHub & { native: NativeEndpoint }> {
  const open = await openHub(options);
  const endpoint = new NativeEndpoint(open.hub, native);
  await endpoint.listen();
  onTestFinished(() => endpoint.close());
  return { ...open, native: endpoint };
}
