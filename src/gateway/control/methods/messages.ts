import { z } from 'zod';
import { customElement, textElement } from '../../../im/elements.js';
import { requireUser } from '../known-user.js';
import { method, wishes } from '../method.js';
import type { HistoryRow } from '../protocol.js';
import { historyRow } from '../rows.js';
import { requireGroup } from './groups.js';

/** Sends an ordinary message to a user or a group. */
export const send = method(
  z.object({
    ...wishes,
    from: z.string(),
    to: z.string().default(''),
    group: z.string().default(''),
    text: z.string().optional(),
    custom: z.string().optional(),
    onlineUserOnly: z.boolean().default(false),
  }),
  async ({ host }, params, call) => {
    const { from, to, group, text, custom, onlineUserOnly } = params;
    if (group !== '') requireGroup(host, group);
    const { device } = await host.users.actor(from, params, call.note);
    call.actor(from, device.record.device);
    if (to !== '') {
      call.users(to);
      await host.users.attend(to, call.note);
    }
    const element = custom === undefined ? textElement(text ?? '') : customElement(custom);
    const message = await device.manager.sendMessage(element, to, group, { onlineUserOnly });
    call.message(message.random);
    return message;
  },
);

/** The messages of two users, or of a group, old to new. */
export const history = method(
  z.object({
    a: z.string().default(''),
    b: z.string().default(''),
    group: z.string().default(''),
    limit: z.number().int().positive().max(10_000).default(50),
  }),
  ({ host }, { a, b, group, limit }): HistoryRow[] => {
    const { store } = host.hub;
    if (group !== '') requireGroup(host, group);
    else for (const user of [a, b]) requireUser(host, user);
    const newest = group === '' ? store.c2cHistory(a, b, { limit }) : store.groupHistory(group, { limit });
    return newest.map(({ wire, recalled }) => historyRow(wire, recalled)).reverse();
  },
);
