import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { native } from '../../src/signaling/dialects/native.js';
import { nativeOracle } from '../decode/native-oracle.js';
import { runs } from '../long-run.js';

const read = (data: string) => native.read({ elements: [{ custom: true, data }], cloudCustomData: '' });
const takes = (data: string) => read(data).signal;

/** A signal with one field written as it stands. */
function withField(key: string, lexeme: string): string {
  const fields: Record<string, string> = {
    businessID: '1',
    inviteID: '"iid-1"',
    inviter: '"alice"',
    inviteeList: '["bob"]',
    actionType: '1',
    timeout: '30',
    data: '"hello"',
    groupID: '""',
    [key]: lexeme,
  };
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`;
}

/** How often each lexeme says what the native SDK does with it as time-out; null where it refuses the message. */
const TIMEOUTS: [lexeme: string, timeout: number | null][] = [
  ['30', 30],
  ['+30', 30],
  ['030', 30],
  ['-0', 0],
  ['-1', 4294967295],
  ['-2147483648', 2147483648],
  ['2147483647', 2147483647],
  ['2147483648', 0],
  ['4294967295', 0],
  ['18446744073709551615', 0],
  ['-9223372036854775808', 0],
  ['18446744073709551616', null],
  ['-9223372036854775809', null],
  ['00000000000000000000000000030', 30],
  ['1.', 0],
  ['30.0', 0],
  ['3e1', 0],
  ['1E+2', 0],
  ['1e308', 0],
  ['1e400', null],
  ['-1e400', null],
  ['.5', null],
  ['+', null],
  ['-', null],
  ['1e', null],
  ['0x1', null],
  ['0x30', null],
  ['0x1e', 0],
  ['-0x1E', 0],
  ['0x1.8', 0],
  ['0x1e1p3', 0],
  ['0xe.', 0],
  ['0x.', null],
  ['0xep', null],
  ['x1e', null],
  ['30s', null],
  ['30L', null],
  ['3_0', null],
  ['NaN', null],
  ['Infinity', null],
  ['-Infinity', null],
  ['nul', null],
  ['None', null],
  ['undefined', null],
  ['null', 0],
  ['True', 0],
  ['FALSE', 0],
  ['', 0],
  [' ', 0],
  ['"30"', 0],
  ['""', 0],
  ["'30'", null],
  ['3 0', 30],
  ['[30]', 0],
  ['[]', 0],
  ['[,]', 0],
  ['[1,]', 0],
  ['{}', 0],
  ['{"a":1,}', 0],
  ['{a:1}', null],
  ['{"a" 1}', 0],
  ['[30', null],
  ['30]', null],
  ['"\\q"', null],
  ['"\\u00g0"', null],
  ['"\\ud83d\\ude00"', null],
  ['"\\uDBFF"', null],
  ['"\\u4e2d"', 0],
  ['/*c*/30', null],
];

describe('the native reader, asked for a time-out', () => {
  it.each(TIMEOUTS)('written %s', (lexeme, timeout) => {
    const reading = read(withField('timeout', lexeme));
    expect(reading.signal === true ? reading.info.timeout : null).toBe(timeout);
  });

  it.each(TIMEOUTS)('refuses the same in a key that nobody knows: %s', (lexeme, timeout) => {
    expect(takes(withField('unknown', lexeme))).toBe(timeout !== null);
  });

  it.each(TIMEOUTS)('refuses the same deep inside: %s', (lexeme, timeout) => {
    // Between brackets a piece reaches to the bracket, so that one too many or too few shows there.
    if (/^\[30$|^30\]$/.test(lexeme)) return;
    expect(takes(withField('unknown', `{"a":[[${lexeme},1]]}`))).toBe(timeout !== null);
  });
});

describe('the native reader, asked for the kind of signal', () => {
  it.each([
    ['1', 1],
    ['5', 5],
    ['6', 0],
    ['-1', 0],
    ['+1', 1],
    ['01', 1],
    ['2147483647', 0],
    ['0', null],
    ['-0', null],
    ['2147483648', null],
    ['1.0', null],
    ['1e0', null],
    ['"1"', null],
    ['true', null],
    ['[1]', null],
    ['', null],
  ])('written %s', (lexeme, actionType) => {
    const reading = read(withField('actionType', lexeme));
    expect(reading.signal === true ? reading.info.actionType : null).toBe(actionType);
  });
});

describe('the native reader, asked who is invited', () => {
  it.each<[string, string[] | null]>([
    ['["bob"]', ['bob']],
    ['["bob",null]', ['bob']],
    ['["bob",]', ['bob']],
    ['[,"bob"]', ['bob']],
    ['[1,true,{},[]]', ['', '', '', '']],
    ['[""]', ['']],
    ['[null]', null],
    ['[,]', null],
    ['[]', null],
    ['"bob"', null],
    ['{"0":"bob"}', null],
    ['null', null],
  ])('written %s', (lexeme, list) => {
    const reading = read(withField('inviteeList', lexeme));
    expect(reading.signal === true ? reading.info.inviteeList : null).toEqual(list);
  });
});

describe('the native reader', () => {
  const text = withField('data', '"hello"');

  it.each([
    ['white space around', ` \t\r\n${text}\r\n `, true],
    ['white space of Unicode around', `\u00a0${text}`, false],
    ['a byte order mark', `\ufeff${text}`, false],
    ['text after it', `${text}x`, false],
    ['a second object after it', `${text}${text}`, false],
    ['a comma after it', `${text},`, false],
    ['a NUL after it', `${text}\0`, false],
    ['a comma before its last brace', text.replace(/\}$/, ',}'), false],
    ['no last brace', text.slice(0, -1), false],
    ['an array around it', `[${text}]`, false],
    ['encoded twice', JSON.stringify(text), false],
    ['a key twice, the last one good', text.replace('{', '{"actionType":"x",'), true],
    ['a key twice, the last one bad', text.replace(/\}$/, ',"actionType":"x"}'), false],
    ['a key with an escape', text.replace('inviteID', 'invite\\u0049D'), true],
    ['a key in another case', text.replace('inviteID', 'inviteId'), false],
    ['an empty key', text.replace('{', '{"":1,'), true],
    ['an empty inviteID', withField('inviteID', '""'), false],
    ['an inviteID of a space', withField('inviteID', '" "'), true],
    ['a raw line break in a text', withField('data', '"a\nb"'), true],
    ['a raw bell in a text', withField('data', '"a\u0007b"'), true],
    ['a raw NUL in a text', withField('data', '"a\0b"'), true],
    ['an escaped NUL in a text', withField('data', '"a\\u0000b"'), true],
    ['a raw emoji', withField('data', '"😀"'), true],
    ['a low surrogate escape', withField('data', '"\\ude00"'), true],
    ['a backslash, escaped, before the word of a surrogate', withField('data', '"\\\\ud83d"'), true],
  ] as const)('given %s', (_, data, signal) => {
    expect(takes(data)).toBe(signal);
  });

  it('agrees with its rules said in other words, on pieces put together at random', () => {
    const word = fc.constantFrom(
      ...TIMEOUTS.map(([lexeme]) => lexeme),
      ...[
        '"a,b"',
        '"a:b"',
        '"}"',
        '"\\""',
        '"\\\\"',
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '"x":1',
        '\n',
        ' ',
      ],
    );
    const lexeme = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''));
    const key = fc.constantFrom('inviteID', 'inviter', 'inviteeList', 'actionType', 'timeout', 'unknown');
    let taken = 0;
    fc.assert(
      fc.property(key, lexeme, (field, written) => {
        const data = withField(field, written);
        const signal = takes(data);
        if (signal === true) taken++;
        expect(signal).toBe(nativeOracle(data));
      }),
      { numRuns: runs(20_000) },
    );
    expect(taken).toBeGreaterThan(1000);
  });

  it('agrees with them on a text with characters put in, taken out and changed', () => {
    const change = fc.record({
      at: fc.nat(200),
      take: fc.nat(2),
      put: fc.constantFrom(
        '',
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '0',
        '.',
        'e',
        '-',
        'u',
        'd8',
        ' ',
        '\n',
        '\0',
        'é',
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let data = text;
        for (const { at, take, put } of changes) data = data.slice(0, at) + put + data.slice(at + take);
        expect(takes(data)).toBe(nativeOracle(data));
      }),
      { numRuns: runs(20_000) },
    );
  });
});
