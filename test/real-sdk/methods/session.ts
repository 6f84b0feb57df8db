import { expect } from 'vitest';
import { sdk } from './cast.js';
import { type Domain, inTheSDK, simulated } from './entry.js';

export const session: Domain = {
  login: simulated(async ({ stage }) => {
    const dave = await stage.real('dave');
    expect(sdk(dave).getLoginUser()).toBe('dave');
    expect(stage.hub.sessions.isOnline('dave')).toBe(true);
  }),
  logout: simulated(async ({ stage }) => {
    const erin = await stage.real('erin');
    await erin.logout();
    expect(stage.hub.sessions.isOnline('erin')).toBe(false);
    await erin.login();
  }),
  destroy: simulated(async ({ stage }) => {
    const fay = await stage.real('fay');
    // Destroyed while it still syncs, the SDK throws in a timer of its own.
    await stage.quiet();
    await fay.destroy();
    expect(stage.hub.sessions.isOnline('fay')).toBe(false);
  }),
  on: inTheSDK(),
  off: inTheSDK(),
  once: inTheSDK(),
  isReady: inTheSDK(),
  getLoginUser: inTheSDK(),
  getServerTime: inTheSDK('by the time that the hub gave at log-in'),
  setLogLevel: inTheSDK(),
  registerPlugin: inTheSDK(),
  callExperimentalAPI: inTheSDK('what it reaches is listed by its own name'),
};
