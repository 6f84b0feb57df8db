import { expect, test } from 'vitest';
import { escapeXML } from '../../src/text/xml.js';

test('text for XML', () => {
  expect(escapeXML(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  expect(escapeXML('a\tb\nc')).toBe('a\tb\nc');
});

test('characters that XML does not allow are replaced', () => {
  expect(escapeXML('a\x1b[2J\x00\ud800b\uffff')).toBe('a\ufffd[2J\ufffd\ufffdb\ufffd');
});
