import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../long-run.js';
import { type Actor, codeOf, Stage } from './stage.js';

/**
 * Random users, devices and commands on a virtual clock, beside a model of what each device must know.
 *
 * The model: an invitation is known to a device from the moment it rings there (or its sender's send succeeds) until it
 * ends there. A device that knows it counts who is still pending.
 */

const USERS = ['ann', 'ben', 'cat'] as const;
const DEVICES = ['phone', 'pad'] as const;
type User = (typeof USERS)[number];
type Device = (typeof DEVICES)[number];

interface Sent {
  id: string;
  inviter: User;
  invitees: User[];
  group: boolean;
  online: boolean;
  /** seconds since the start */
  at: number;
  timeout: number;
  /** Everything of it that was stored for the invitees, as they find it at log-in. */
  cancelled: boolean;
  timedOutFor: Set<User>;
}

interface ModelDevice {
  user: User;
  name: string;
  loggedIn: boolean;
  known: Map<string, { pending: Set<User>; due: number | undefined }>;
  /** Invites in its database: it does not ring for them again (SDK 8.0.5903 was asked). */
  seen: Set<string>;
}

class Model {
  now = 0;
  sent = new Map<string, Sent>();
  devices: ModelDevice[] = USERS.flatMap((user) =>
    DEVICES.map((name) => ({ user, name, loggedIn: false, known: new Map(), seen: new Set<string>() })),
  );

  of(user: User, name: string): ModelDevice {
    return this.devices.find((device) => device.user === user && device.name === name)!;
  }

  login(device: ModelDevice): void {
    if (device.loggedIn) return;
    device.loggedIn = true;
    for (const sent of this.sent.values()) {
      const age = this.now - sent.at;
      const inTime = sent.timeout === 0 || age <= sent.timeout;
      // Groups: nothing older than 30 s is looked at; of C2C everything unread is.
      if (sent.group ? age >= 30 : sent.cancelled || sent.timedOutFor.has(device.user)) continue;
      if (sent.online || !inTime || !sent.invitees.includes(device.user) || device.seen.has(sent.id))
        continue;
      if (sent.group) continue; // group replay is the business of group.test.ts
      this.learn(device, sent);
    }
  }

  learn(device: ModelDevice, sent: Sent): void {
    const rings = sent.timeout > 0 && sent.inviter !== device.user;
    device.seen.add(sent.id);
    device.known.set(sent.id, {
      pending: new Set(sent.invitees),
      due: rings ? this.now + sent.timeout : undefined,
    });
  }

  logout(device: ModelDevice): void {
    device.loggedIn = false;
    device.known.clear();
  }

  send(from: ModelDevice, sent: Sent): void {
    this.sent.set(sent.id, sent);
    for (const device of this.devices) {
      if (!device.loggedIn || device === from) continue;
      // All users are members of the group.
      const concerned = sent.group || sent.invitees.includes(device.user) || device.user === sent.inviter;
      if (concerned) this.learn(device, sent);
    }
    const due = sent.timeout > 0 ? this.now + sent.timeout + 5 : undefined;
    from.known.set(sent.id, { pending: new Set(sent.invitees), due });
  }

  /** What accept, reject or cancel answers. */
  code(device: ModelDevice, id: string, cancel: boolean): number {
    if (!device.loggedIn) return 6014;
    const known = device.known.get(id);
    const sent = this.sent.get(id);
    if (!known || !sent) return 8010;
    if (cancel) return sent.inviter === device.user ? 0 : 8011;
    if (!sent.invitees.includes(device.user)) return 8010;
    return known.pending.has(device.user) ? 0 : 8010;
  }

  answer(user: User, id: string): void {
    for (const device of this.devices) this.end(device, id, [user]);
  }

  cancel(id: string): void {
    this.sent.get(id)!.cancelled = true;
    for (const device of this.devices) this.forget(device, id);
  }

  end(device: ModelDevice, id: string, users: User[]): void {
    const known = device.known.get(id);
    if (!known) return;
    for (const user of users) known.pending.delete(user);
    if (device.user !== this.sent.get(id)!.inviter && !known.pending.has(device.user)) known.due = undefined;
    if (!this.sent.get(id)!.group || known.pending.size === 0) this.forget(device, id);
  }

  forget(device: ModelDevice, id: string): void {
    device.known.delete(id);
  }

  /** Lets seconds pass; timers that fire in one second fire together. */
  pass(seconds: number): void {
    for (const until = this.now + seconds; this.now < until; ) {
      this.now++;
      const notices: { id: string; users: User[]; by: ModelDevice }[] = [];
      for (const device of this.devices) {
        for (const [id, known] of device.known) {
          if (known.due !== this.now) continue;
          const inviter = this.sent.get(id)!.inviter === device.user;
          notices.push({ id, users: inviter ? [...known.pending] : [device.user], by: device });
        }
      }
      for (const { id, users, by } of notices) {
        if (this.sent.get(id)!.inviter === by.user) {
          for (const user of users) this.sent.get(id)!.timedOutFor.add(user);
          this.forget(by, id);
        }
        for (const device of this.devices) this.end(device, id, users);
      }
    }
  }
}

interface World {
  stage: Stage;
  model: Model;
  actors: Map<string, Actor>;
  ids: string[];
}

const actor = (world: World, who: User, name: Device) => world.actors.get(`${who}.${name}`)!;

function recordSent(world: World, from: ModelDevice, id: string, what: Partial<Sent>): void {
  world.ids.push(id);
  world.model.send(from, {
    ...{ id, inviter: from.user, invitees: [], group: false, online: false, timeout: 0 },
    ...{ at: world.model.now, cancelled: false, timedOutFor: new Set<User>() },
    ...what,
  });
}

/** What a step does, by its name. Steps are data, so that a counterexample can be pasted back as an example. */
const actions = {
  async login(world: World, who: User, name: Device) {
    await world.stage.run(actor(world, who, name).sdk.login(who));
    world.model.login(world.model.of(who, name));
  },

  async logout(world: World, who: User, name: Device) {
    await world.stage.run(actor(world, who, name).sdk.logout());
    world.model.logout(world.model.of(who, name));
  },

  async invite(world: World, who: User, name: Device, to: User, timeout: number, online: boolean) {
    if (who === to) return;
    const { inviteID, sent } = actor(world, who, name).sdk.invite(to, 'x', online, undefined, timeout);
    const device = world.model.of(who, name);
    expect(await codeOf(world.stage, sent)).toBe(device.loggedIn ? 0 : 6014);
    if (device.loggedIn) recordSent(world, device, inviteID!, { invitees: [to], timeout, online });
  },

  async inviteInGroup(world: World, who: User, name: Device, timeout: number) {
    const others = USERS.filter((each) => each !== who);
    const { sdk } = actor(world, who, name);
    const { inviteID, sent } = sdk.inviteInGroup('room', [...others], 'x', true, timeout);
    const device = world.model.of(who, name);
    expect(await codeOf(world.stage, sent)).toBe(device.loggedIn ? 0 : 6014);
    if (device.loggedIn) {
      recordSent(world, device, inviteID!, { invitees: others, timeout, group: true, online: true });
    }
  },

  async answer(world: World, who: User, name: Device, which: number, method: 'accept' | 'reject' | 'cancel') {
    if (world.ids.length === 0) return;
    const id = world.ids[which % world.ids.length]!;
    const code = await codeOf(world.stage, actor(world, who, name).sdk[method](id, 'x'));
    expect(code).toBe(world.model.code(world.model.of(who, name), id, method === 'cancel'));
    if (code !== 0) return;
    if (method === 'cancel') world.model.cancel(id);
    else world.model.answer(who, id);
  },

  async pass(world: World, seconds: number) {
    await world.stage.pass(seconds);
    world.model.pass(seconds);
  },
};

type Actions = typeof actions;
type ArgumentsOf<Name extends keyof Actions> =
  Parameters<Actions[Name]> extends [World, ...infer Args] ? Args : never;
type Step = { [Name in keyof Actions]: [Name, ...ArgumentsOf<Name>] }[keyof Actions];

function perform(world: World, [name, ...args]: Step): Promise<void> {
  return (actions[name] as (world: World, ...args: unknown[]) => Promise<void>)(world, ...args);
}

const user = fc.constantFrom(...USERS);
const device = fc.constantFrom(...DEVICES);
const timeout = fc.constantFrom(0, 10, 30, 60);
const method = fc.constantFrom('accept' as const, 'reject' as const, 'cancel' as const);
const named = <Name extends keyof Actions>(name: Name) => fc.constant(name);

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(named('login'), user, device) },
    { weight: 1, arbitrary: fc.tuple(named('logout'), user, device) },
    { weight: 4, arbitrary: fc.tuple(named('invite'), user, device, user, timeout, fc.boolean()) },
    { weight: 2, arbitrary: fc.tuple(named('inviteInGroup'), user, device, timeout) },
    { weight: 6, arbitrary: fc.tuple(named('answer'), user, device, fc.nat(), method) },
    { weight: 3, arbitrary: fc.tuple(named('pass'), fc.integer({ min: 1, max: 20 })) },
  ),
  { minLength: 5, maxLength: 40 },
);

async function begin(): Promise<World> {
  const stage = new Stage();
  const world: World = { stage, model: new Model(), actors: new Map(), ids: [] };
  for (const who of USERS) {
    for (const name of DEVICES) world.actors.set(`${who}.${name}`, stage.device({ device: name }));
  }
  for (const who of USERS) await stage.run(actor(world, who, 'pad').sdk.login(who));
  await stage.run(actor(world, 'ann', 'pad').sdk.createGroup('Public', 'room', 'room', ['ben', 'cat']));
  for (const who of USERS) await stage.run(actor(world, who, 'pad').sdk.logout());
  return world;
}

function knownOf(world: World): Record<string, string[]> {
  return Object.fromEntries(
    [...world.actors].map(([key, { sdk }]) => [
      key,
      sdk.invitations
        .map(
          ({ inviteID, invitees }) =>
            `${inviteID}:${Object.keys(invitees).filter((each) => invitees[each] === 'pending')}`,
        )
        .sort(),
    ]),
  );
}

function expectedOf(model: Model): Record<string, string[]> {
  return Object.fromEntries(
    model.devices.map((device) => [
      `${device.user}.${device.name}`,
      [...device.known].map(([id, { pending }]) => `${id}:${[...pending]}`).sort(),
    ]),
  );
}

test('every device knows what the model says, after each command', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const world = await begin();
      for (const each of script) {
        await perform(world, each);
        expect(knownOf(world)).toEqual(expectedOf(world.model));
      }
    }),
    { numRuns: runs(150) },
  );
});
