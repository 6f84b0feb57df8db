/** Platforms by the number that stands in a Web SDK's frames and URL (`platform=7`). Source: Web SDK 3.6. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'Windows',
  2: 'Android',
  3: 'iOS',
  4: 'Mac',
  7: 'Web',
  8: 'WeChat',
  9: 'QQ',
  10: 'TikTok',
  11: 'Baidu',
  12: 'Alipay',
  13: 'iPad',
  15: 'UniApp',
  19: 'Donut',
  20: 'NativeScript',
  21: 'ReactNative',
};

/** A platform's name: of its number, or the name itself; `Web` for what is neither. */
export function platformName(platform: string): string {
  const known = NAMES[Number(platform)];
  if (known) return known;
  return /^[A-Za-z]{1,32}$/.test(platform) ? platform : 'Web';
}
