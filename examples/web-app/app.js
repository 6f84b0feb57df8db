import { Phone } from './phone.js';

// ?hub=ws://127.0.0.1:PORT says where the hub is, ?left= and ?right= who is here.
const query = new URLSearchParams(location.search);
const hub = query.get('hub') ?? 'ws://127.0.0.1:7447';
const users = [query.get('left') ?? 'alice', query.get('right') ?? 'bob'];
const template = document.querySelector('#phone').content;

const phones = users.map((userID, index) => {
  const root = template.cloneNode(true).firstElementChild;
  document.querySelector('main').append(root);
  // Two SDK instances on one page need two SDKAppIDs: create() gives one instance per SDKAppID.
  return new Phone(root, { userID, peer: users[1 - index], sdkAppID: 1400000001 + index, hub });
});

await Promise.all(phones.map((phone) => phone.login('any')));
