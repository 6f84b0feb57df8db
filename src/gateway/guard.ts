import { isIP } from 'node:net';

/**
 * Whether a Host header may be answered. A page that rebinds its own domain name to 127.0.0.1 still sends that name,
 * so names other than this machine's own are refused; an IP address can't be rebound.
 */
export function isKnownHost(host: string | undefined, allowed: readonly string[] = []): boolean {
  const name = hostName(host);
  return name !== undefined && (isLoopback(name) || isIP(name) !== 0 || allowed.includes(name));
}

/**
 * Whether the page that sends a request may do so. Programs outside a browser send no Origin.
 * @param origins see Endpoint.origins
 */
export function isKnownOrigin(
  origin: string | undefined,
  host: string | undefined,
  origins: 'same' | 'local',
  allowed: readonly string[] = [],
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.host === host && isKnownHost(host, allowed)) return true;
  const name = hostName(url.host);
  if (name === undefined) return false;
  return allowed.includes(name) || (origins === 'local' && isLoopback(name));
}

/** The name in `name:port`, without the brackets of an IPv6 address. */
function hostName(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const { hostname } = new URL(`http://${host}`);
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function isLoopback(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}
