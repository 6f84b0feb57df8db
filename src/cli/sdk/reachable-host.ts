import { networkInterfaces } from 'node:os';

/** Binding to these lets in whoever reaches this machine. */
const ANY = ['0.0.0.0', '::'];

/**
 * The address under which an app reaches a hub that is bound to `bind`: this machine's own in its network where the hub
 * lets the network in, else `loopback`.
 */
export function reachableHost(bind: string, loopback: string): string {
  if (!ANY.includes(bind)) return bind === '127.0.0.1' || bind === '::1' ? loopback : bind;
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? loopback;
}
