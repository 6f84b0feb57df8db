import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DecodedLine } from '../../src/decode/line.js';
import { decoded } from './decoded.js';

interface Case {
  name: string;
  message: string | Record<string, unknown>;
  native: Record<string, unknown> | null;
  web?: Record<string, unknown> | null;
}

const cases: Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/decode-cases.json', import.meta.url), 'utf8'),
);

/**
 * The SDK was given these texts as one message each, and took neither; here each is a container, and the message in it is
 * judged by itself.
 */
const CONTAINERS = ['n:outer:raw:arrayOfMsg', 'n:x: outer wrapped in message key'];

function native(line: DecodedLine | undefined): unknown {
  if (line?.verdicts.native.signal !== true) return null;
  const { inviteID, groupID, inviter, inviteeList, data, actionType, timeout } = line.verdicts.native.info;
  return {
    action_type: actionType,
    data,
    group_id: groupID,
    invite_id: inviteID,
    invitee_list: inviteeList,
    inviter,
    timeout,
  };
}

function web(line: DecodedLine | undefined): unknown {
  const verdict = line?.verdicts.web;
  if (verdict?.signal === 'throws') return { throws: true };
  return verdict?.signal ? JSON.parse(JSON.stringify(verdict.info)) : null;
}

const texts = cases.map((each) => ({
  ...each,
  text: typeof each.message === 'string' ? each.message : JSON.stringify(each.message),
}));

describe('a pasted message gets the verdicts that the SDKs gave it', () => {
  it.each(texts.filter(({ name }) => !CONTAINERS.includes(name)).map((each) => [each.name, each] as const))(
    '%s',
    (_, each) => {
      const lines = decoded(each.text);
      expect(lines.length).toBeLessThanOrEqual(1);
      expect(native(lines[0])).toEqual(each.native);
      if ('web' in each) expect(web(lines[0])).toEqual(each.web);
    },
  );
});

describe('the same messages one per line, in one array, or as texts in JSON', () => {
  const objects = texts.filter((each) => typeof each.message === 'object' && 'web' in each);

  it('get the same verdicts as JSON lines', () => {
    const lines = decoded(objects.map((each) => each.text).join('\n'));
    expect(lines.map(native)).toEqual(objects.map((each) => each.native));
    expect(lines.map(web)).toEqual(objects.map((each) => each.web));
  });

  it('get the same verdicts in an array', () => {
    const lines = decoded(JSON.stringify(objects.map((each) => each.message)));
    expect(lines.map(native)).toEqual(objects.map((each) => each.native));
    expect(lines[7]!.at.path).toBe('$[7]');
  });

  it('get the same verdicts as texts in a field', () => {
    const lines = decoded(JSON.stringify({ json_params: objects.map((each) => each.text) }));
    expect(lines.map(native)).toEqual(objects.map((each) => each.native));
    expect(lines[7]!.at.path).toBe('$.json_params[7]|$');
  });
});

describe('real messages of the Web SDK', () => {
  const messages = JSON.parse(
    readFileSync(new URL('../fixtures/web-sdk-messages.json', import.meta.url), 'utf8'),
  );
  const frames = readFileSync(new URL('../fixtures/web-sdk-frames.ndjson', import.meta.url), 'utf8');

  it('are all found, and all signals among them are taken by every SDK', () => {
    const lines = decoded(JSON.stringify(messages));
    expect(lines.map((line) => line.form)).toEqual(messages.map(() => 'web-message'));
    for (const line of lines.slice(0, 9)) {
      for (const verdict of Object.values(line.verdicts)) expect(verdict.signal).toBe(true);
    }
    expect(lines[9]).toMatchObject({ info: null, message: { text: 'hello, not a signal' } });
  });

  it('say in words what the call kit means', () => {
    const lines = decoded(JSON.stringify(messages));
    expect(lines.slice(0, 5).map((line) => line.business!.summary)).toEqual([
      'alice starts a call (video), room 30214',
      'the call was answered',
      'the call ended after 65 s of talk: a hang-up, not a new call',
      'alice starts a call (audio), room 30214',
      'busy',
    ]);
  });

  it('are found in frames: requests, pushes, history, modifications', () => {
    const lines = decoded(frames);
    const count = frames.match(/\\"actionType\\":/g)!.length;
    expect(lines.filter((line) => line.info !== null)).toHaveLength(count);
    expect(new Set(lines.map((line) => line.form))).toEqual(new Set(['web-frame']));
    expect(lines.filter((line) => line.findings.some((finding) => finding.level === 'error'))).toEqual([]);
  });
});
