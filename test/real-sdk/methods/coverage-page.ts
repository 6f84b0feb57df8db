import type { Domain } from './entry.js';

const INTRODUCTION = `# What each method of the Web SDK does on the hub

Every public method of \`@tencentcloud/chat\`, called between real users by \`test/real-sdk/methods\`, from whose table this
page is made. *Simulated*: the test sees its effect on the other user, on a second device, or after a new log-in. *In the
SDK*: it sends nothing of its own. *Not simulated*: the hub refuses it with 60009, and so does the SDK.
`;

/** docs/coverage.md, as it has to be. */
export function coveragePage(domains: Readonly<Record<string, Domain>>): string {
  const tables = Object.entries(domains).map(([title, domain]) => {
    const rows = Object.entries(domain)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([method, { status, note }]) => `| \`${method}\` | ${status} | ${note} |`);
    return `## ${title}\n\n| method | | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return [INTRODUCTION, ...tables].join('\n');
}
