import type { HubSettings } from '../core/settings.js';
import type { Login } from './login-records.js';

const MOBILE = ['Android', 'iOS', 'iPad'];
const WEB = 'Web';

type Policy = Pick<HubSettings, 'loginPolicy' | 'oneMobile' | 'webInstances'>;

/**
 * The log-ins that a new one does not leave standing (vendor's page on feature configuration). A log-in from no platform stands
 * beside any.
 * @param others the user's log-ins, oldest first
 */
export function outdone(policy: Policy, login: Login, others: readonly Login[]): Login[] {
  const standing = others.filter((other) => other.platform !== '' && !other.kicked);
  if (login.platform === '') return [];
  const contending = standing.filter((other) => contend(policy, login.platform, other.platform));
  if (login.platform !== WEB || policy.loginPolicy === 'single' || policy.loginPolicy === 'multi')
    return contending;
  // So many pages may be open at a time: the oldest make room.
  const room = policy.webInstances - 1;
  return contending.slice(0, Math.max(0, contending.length - room));
}

function contend({ loginPolicy, oneMobile }: Policy, one: string, other: string): boolean {
  switch (loginPolicy) {
    case 'single':
      return true;
    case 'dual':
      return (one === WEB) === (other === WEB);
    case 'triple':
      return place(one) === place(other);
    case 'platform':
      return one === other || (oneMobile && MOBILE.includes(one) && MOBILE.includes(other));
    case 'multi':
      return false;
  }
}

/** Of these a user may have one each. */
function place(platform: string): 'mobile' | 'web' | 'computer' {
  if (platform === WEB) return 'web';
  return MOBILE.includes(platform) ? 'mobile' : 'computer';
}
