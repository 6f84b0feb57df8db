// A backend that rings people by REST, as it would on the vendor's servers: only the host is another.
//
//   sig hub start --sdkappid 1400000001 --key SECRET
//   node examples/backend/ring.js http://127.0.0.1:7447 1400000001 SECRET
//   sig list                                          (bob's phone rings, and so do those of the team)
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import tls from 'tls-sig-api-v2';

const ADMINISTRATOR = 'administrator';

/** The vendor's server API at `host`. */
export class Backend {
  constructor(host, sdkAppID, secret) {
    this.host = host;
    this.sdkAppID = sdkAppID;
    this.signer = new tls.Api(sdkAppID, secret);
  }

  /** @throws an Error with the answer's code when that is not 0 */
  async call(command, body) {
    const query = new URLSearchParams({
      sdkappid: this.sdkAppID,
      identifier: ADMINISTRATOR,
      usersig: this.signer.genUserSig(ADMINISTRATOR, 600),
      random: random(),
      contenttype: 'json',
    });
    const response = await fetch(`${this.host}/v4/${command}?${query}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const { ErrorCode, ErrorInfo, ...answer } = await response.json();
    if (ErrorCode !== 0) throw new Error(`${command}: ${ErrorCode} ${ErrorInfo}`);
    return answer;
  }

  importAccounts(...users) {
    return this.call('im_open_login_svc/multiaccount_import', { Accounts: users });
  }

  createGroup(group, owner, ...members) {
    return this.call('group_open_http_svc/create_group', {
      Type: 'Public',
      GroupId: group,
      Name: group,
      Owner_Account: owner,
      MemberList: members.map((Member_Account) => ({ Member_Account })),
    });
  }

  /** Rings one user. @returns the inviteID */
  async ring(inviter, invitee, data) {
    const signal = invitation(inviter, [invitee], '', data);
    await this.call('openim/sendmsg', {
      SyncOtherMachine: 1, // the inviter's devices must know of it too: an answer is for them
      From_Account: inviter,
      To_Account: invitee,
      MsgRandom: random(),
      MsgBody: messageBody(signal),
      OfflinePushInfo: { Title: 'Call', Desc: `${inviter} calls` },
    });
    return signal.inviteID;
  }

  /** Rings members of a group. @returns the inviteID */
  async ringGroup(inviter, group, invitees, data) {
    const signal = invitation(inviter, invitees, group, data);
    await this.call('group_open_http_svc/send_group_msg', {
      From_Account: inviter,
      GroupId: group,
      Random: random(),
      MsgBody: messageBody(signal),
      OfflinePushInfo: { Title: 'Call', Desc: `${inviter} calls all` },
    });
    return signal.inviteID;
  }
}

function random() {
  return Math.floor(Math.random() * 2 ** 32);
}

/** An invitation as the SDKs write it into a custom message. */
function invitation(inviter, inviteeList, groupID, data) {
  return {
    businessID: 1,
    inviteID: randomUUID().replaceAll('-', ''),
    inviter,
    inviteeList,
    groupID,
    actionType: 1,
    timeout: 30,
    data: JSON.stringify(data),
  };
}

function messageBody(signal) {
  return [{ MsgType: 'TIMCustomElem', MsgContent: { Data: JSON.stringify(signal), Desc: '', Ext: '' } }];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , host = 'http://127.0.0.1:7447', sdkAppID = '1400000001', secret = 'any'] = process.argv;
  const backend = new Backend(host, Number(sdkAppID), secret);
  await backend.importAccounts('alice', 'bob', 'carol');
  const { GroupId } = await backend.createGroup(`team-${random()}`, 'alice', 'bob', 'carol');
  console.log(`rang bob: ${await backend.ring('alice', 'bob', { call: 'video' })}`);
  console.log(
    `rang ${GroupId}: ${await backend.ringGroup('alice', GroupId, ['bob', 'carol'], { call: 'audio' })}`,
  );
}
