const COUNT = 5000;

export const about = `${COUNT} lines at once, each logged in; then all are gone without a word`;

export async function attack(target) {
  const lines = [];
  for (let i = 0; i < COUNT; i += 100) {
    lines.push(...(await Promise.all(Array.from({ length: 100 }, (_, k) => target.login(`user${i + k}`)))));
  }
  const open = lines.filter((line) => line.readyState === line.OPEN).length;
  for (const line of lines) line.terminate();
  return `${open} of ${COUNT} were open at once`;
}
