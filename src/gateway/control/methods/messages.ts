import { z } from 'zod';
import { customElement, textElement } from '../../../im/elements.js';
import { requireUser } from '../known-user.js';
import { deviceParams, method } from '../method.js';
import { toHistoryRow } from '../rows.js';
import { historyRow, sentMessage } from '../schemas.js';
import { requireGroup } from './groups.js';

export const send = method({
  summary: 'Send an ordinary message to a user or a group.',
  description: 'Sender and receiver are brought online if nobody plays them yet.',
  params: z.object({
    ...deviceParams,
    from: z.string(),
    to: z.string().default('').describe("The receiver; '' to a group."),
    group: z.string().default('').describe("The group; '' to a user."),
    text: z.string().optional(),
    custom: z.string().optional().describe('Data of a custom message, in place of a text.'),
    onlineUserOnly: z
      .boolean()
      .default(false)
      .describe('Reach only who is online, and leave nothing in history.'),
  }),
  result: sentMessage,
  async run({ runtime }, params, note) {
    const { from, to, group, text, custom, onlineUserOnly } = params;
    if (group !== '') requireGroup(runtime, group);
    const { device } = await runtime.users.actor(from, params, note);
    if (to !== '') {
      await runtime.users.ensureReachable(to, note);
    }
    const element = custom === undefined ? textElement(text ?? '') : customElement(custom);
    const message = await device.manager.sendMessage(element, to, group, { onlineUserOnly });
    return message;
  },
});

export const history = method({
  summary: 'List the messages of two users, or of a group, old to new.',
  params: z.object({
    a: z.string().default('').describe('One of the two users.'),
    b: z.string().default('').describe('The other.'),
    group: z.string().default('').describe("The group; '' for two users."),
    limit: z.int().positive().max(10_000).default(50).describe('The newest so many.'),
  }),
  result: z.array(historyRow),
  run({ runtime }, { a, b, group, limit }) {
    const { store } = runtime.hub;
    if (group !== '') requireGroup(runtime, group);
    else for (const user of [a, b]) requireUser(runtime, user);
    const newest = group === '' ? store.c2cHistory(a, b, { limit }) : store.groupHistory(group, { limit });
    return newest.map(({ wire, recalled }) => toHistoryRow(wire, recalled)).reverse();
  },
});
