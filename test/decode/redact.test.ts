import { describe, expect, it } from 'vitest';
import { lineText } from '../../src/decode/line-text.js';
import { Redactor } from '../../src/decode/redact.js';
import { decoded, sendmsg, signalText } from './decoded.js';
import { FINDING_SAMPLES } from './finding-samples.js';

function redacted(...payloads: string[]) {
  const redactor = new Redactor();
  return payloads.flatMap(decoded).map((line) => redactor.line(line));
}

describe('a redacted message', () => {
  it.each(Object.entries(FINDING_SAMPLES))(
    'with the finding %s tells nothing of users or data',
    (code, [has]) => {
      // The samples all say "ring"; and what else is in their data is made as private.
      const payload = has
        .replaceAll('ring', 'S3CRET-ring')
        .replaceAll('a call', 'S3CRET call')
        .replaceAll('alice', 'al1ce')
        .replaceAll('bob', 'b0b')
        .replaceAll('carol', 'car0l');
      const lines = redacted(payload);
      const text = lines.map(lineText).join('\n');
      expect(text).not.toMatch(/S3CRET|al1ce|b0b|car0l/);
      expect(lines.flatMap(({ findings }) => findings.map((finding) => finding.code))).toContain(code);
    },
  );

  it('has the same name for the same user in keys, paths, texts within texts, and sentences', () => {
    const data = JSON.stringify({
      seats: { alice: 1, bob: { note: JSON.stringify({ from: 'alice', say: 'S3CRET' }) } },
      groups: ['g-77'],
    });
    const [line] = redacted(
      JSON.stringify({
        log: {
          alice: JSON.parse(
            sendmsg({ GroupId: 'g-77', To_Account: undefined }, signalText({ groupID: 'g-77', data })),
          ),
        },
      }),
    );
    const seats = { user1: 1, user2: { note: JSON.stringify({ from: 'user1', say: 'text2' }) } };
    expect(JSON.parse(line!.info!.data)).toEqual({ seats, groups: ['group1'] });
    expect(line!.at.path).toBe('$.log.user1');
    expect(lineText(line!)).not.toMatch(/alice|bob|g-77|S3CRET/);
  });

  it('keeps what its signals do, and what its payload is', () => {
    const call = {
      businessID: 'av_call',
      version: 4,
      call_type: 2,
      room_id: 302_145,
      data: { cmd: 'videoCall', userIDs: ['bob'] },
    };
    const [line] = redacted(sendmsg({}, signalText({ data: JSON.stringify(call) })));
    expect(line).toMatchObject({
      info: { actionType: 1, timeout: 30, inviteID: '51711daa-6c8b-455a-9fb4-8cb6bbb2dfe2' },
      business: {
        name: 'av_call',
        payload: { ...call, room_id: 900_001, data: { cmd: 'videoCall', userIDs: ['user2'] } },
      },
      findings: [],
    });
  });

  it('has other names for other users, in every line that follows', () => {
    const lines = redacted(
      sendmsg(),
      sendmsg({ From_Account: 'carol', To_Account: 'bob' }, signalText({ inviter: 'carol' })),
      sendmsg(),
    );
    expect(lines.map((line) => [line.info!.inviter, line.info!.inviteeList])).toEqual([
      ['user1', ['user2']],
      ['user3', ['user2']],
      ['user1', ['user2']],
    ]);
  });
});
