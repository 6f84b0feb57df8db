import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { actingFor, MESSAGES } from '../accounts/acting-for.js';
import { command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { CONVERSATION_GROUPS, CONVERSATION_MARKS } from '../store/collections.js';
import { peerKey } from '../store/conversation-key.js';
import { CHANGE, named, pushChange } from './changes.js';
import { type Contact, contact, contactItem, contactPeer } from './contact.js';

const BAD_BODY = CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT;
/** A mark is the number of a bit (vendor's page on marking conversations). */
const MAX_MARK = 63;
const MAX_NAME_BYTES = 32;

const from = { From_Account: z.string().optional() };
const marks = z.array(z.int().min(0).max(MAX_MARK)).max(MAX_MARK + 1);

type ConversationGroups = z.output<typeof CONVERSATION_GROUPS.schema>;

function groupsOf(context: HubContext, owner: string): ConversationGroups {
  return context.store.document(CONVERSATION_GROUPS, owner) ?? [];
}

function putGroups(context: HubContext, owner: string, groups: ConversationGroups): void {
  if (groups.length > 0) context.store.putDocument(CONVERSATION_GROUPS, [owner], groups);
  else context.store.deleteDocument(CONVERSATION_GROUPS, owner);
}

/** Marks as a text of bits, mark 0 rightmost. */
function standardMark(marks: readonly number[]): string {
  const length = Math.max(...marks, 0) + 1;
  return Array.from({ length }, (_, place) => (marks.includes(length - 1 - place) ? '1' : '0')).join('');
}

/** How a conversation is marked, and in which groups it is, as answers tell it. */
function row(context: HubContext, owner: string, key: string): Record<string, unknown> {
  const { marks, custom } = context.store.document(CONVERSATION_MARKS, owner, key) ?? {
    marks: [],
    custom: '',
  };
  const groups = groupsOf(context, owner).filter(({ peers }) => peers.includes(key));
  return {
    ...contactItem(key),
    StandardMark: marks.length > 0 ? standardMark(marks) : '',
    CustomMark: custom,
    ContactGroupId: groups.map(({ id }) => id),
    Timestamp: context.seconds(),
  };
}

function groupItems(groups: ConversationGroups): { GroupName: string; GroupId: number }[] {
  return groups.map(({ name, id }) => ({ GroupName: name, GroupId: id }));
}

/** Does something for a conversation. @returns what became of it, as answers tell it */
function outcome(
  item: Contact,
  act: () => void,
): { ContactItem: Contact; ResultCode: number; ResultInfo: string } {
  const { Type, To_Account, ToGroupId, ToGroupid, GroupId } = item;
  const ContactItem = { Type, To_Account, ToGroupId: ToGroupId ?? ToGroupid ?? GroupId };
  try {
    act();
    return { ContactItem, ResultCode: 0, ResultInfo: '' };
  } catch (thrown) {
    const { code, message } = SigError.from(thrown);
    return { ContactItem, ResultCode: code, ResultInfo: message };
  }
}

/** Sets and clears marks of conversations (OptType 1), their custom text (2), or both (3). */
export const markContact = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    MarkItem: z
      .array(
        z.looseObject({
          OptType: z.literal([1, 2, 3]),
          ContactItem: contact,
          SetMark: marks.optional(),
          ClearMark: marks.optional(),
          CustomMark: z.string().max(1024).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const changed: Record<string, unknown>[] = [];
    const ResultItem = body.MarkItem.map(({ OptType, ContactItem, SetMark, ClearMark, CustomMark }) => ({
      OptType,
      ...outcome(ContactItem, () => {
        const key = peerKey(contactPeer(context, owner, ContactItem));
        const before = context.store.document(CONVERSATION_MARKS, owner, key) ?? { marks: [], custom: '' };
        const kept = before.marks.filter((mark) => !ClearMark?.includes(mark));
        const marks = OptType === 2 ? before.marks : [...new Set([...kept, ...(SetMark ?? [])])];
        const custom = OptType === 1 ? before.custom : (CustomMark ?? '');
        context.store.putDocument(CONVERSATION_MARKS, [owner, key], { marks, custom });
        const { StandardMark } = row(context, owner, key);
        changed.push({ RecentContactItem: named(ContactItem), OptType, StandardMark, CustomMark: custom });
      }),
    }));
    if (changed.length > 0) {
      pushChange(context, session, owner, {
        PushType: CHANGE.marked,
        RecentContactMarkContact: { RecentContactMarkContactItem: changed },
      });
    }
    return { ResultItem };
  },
);

/** All marked and grouped conversations, and the groups. */
export const getContactGroup = command(
  BAD_BODY,
  z.looseObject({ ...from, StartIndex: z.number().optional() }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const groups = groupsOf(context, owner);
    const marked = context.store.documents(CONVERSATION_MARKS, owner).map(({ key }) => key[1]);
    const keys = new Set([...marked, ...groups.flatMap(({ peers }) => peers)]);
    return {
      ContactItem: [...keys].map((key) => row(context, owner, key)),
      GroupItem: groupItems(groups),
      CompleteFlag: 1,
      NextStartIndex: 0,
    };
  },
);

/** The same of certain conversations. */
export const searchContactGroup = command(
  BAD_BODY,
  z.looseObject({ ...from, ContactItem: z.array(contact).max(100) }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const rows: Record<string, unknown>[] = [];
    for (const item of body.ContactItem) {
      outcome(item, () => rows.push(row(context, owner, peerKey(contactPeer(context, owner, item)))));
    }
    return { ContactResultItem: rows, ContactItem: rows, GroupItem: groupItems(groupsOf(context, owner)) };
  },
);

const groupName = z
  .string()
  .min(1)
  .refine(
    (name) => Buffer.byteLength(name) <= MAX_NAME_BYTES,
    `a group's name has ${MAX_NAME_BYTES} bytes at most`,
  );

function groupNamed(groups: ConversationGroups, name: string): ConversationGroups[number] {
  const group = groups.find((each) => each.name === name);
  if (!group) throw new SigError(BAD_BODY, `there is no group ${JSON.stringify(name)} of conversations`);
  return group;
}

/** Makes a group of conversations. */
export const createContactGroup = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    GroupContactItem: z
      .array(z.looseObject({ GroupName: groupName, ContactItem: z.array(contact).max(1000) }))
      .length(1),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const GroupResultItem = body.GroupContactItem.map(({ GroupName, ContactItem }) => {
      const groups = groupsOf(context, owner);
      if (groups.some(({ name }) => name === GroupName)) {
        throw new SigError(
          BAD_BODY,
          `there is a group ${JSON.stringify(GroupName)} of conversations already`,
        );
      }
      const peers: string[] = [];
      const ResultItem = ContactItem.map((item) =>
        outcome(item, () => peers.push(peerKey(contactPeer(context, owner, item)))),
      );
      const id = Math.max(0, ...groups.map((each) => each.id)) + 1;
      putGroups(context, owner, [...groups, { id, name: GroupName, peers: [...new Set(peers)] }]);
      const MsgRecentContactItem = ResultItem.filter(({ ResultCode }) => ResultCode === 0).map((each) =>
        named(each.ContactItem),
      );
      const GroupItem = { GroupName, GroupId: id };
      pushChange(context, session, owner, {
        PushType: CHANGE.groupsCreated,
        RecentContactCreateContactGroup: {
          MsgContactGroupContactItem: [{ MsgGroupItem: GroupItem, MsgRecentContactItem }],
        },
      });
      return { GroupItem, ResultItem };
    });
    return { GroupResultItem };
  },
);

/** Renames a group of conversations (UpdateGroupType 1), or takes conversations in and out (2). */
export const updateContactGroup = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    UpdateType: z.literal(1),
    UpdateGroup: z.looseObject({
      UpdateGroupType: z.literal([1, 2]),
      OldGroupName: groupName,
      NewGroupName: groupName.optional(),
      ContactUpdateItem: z
        .array(z.looseObject({ ContactOptType: z.literal([1, 2]), ContactItem: contact }))
        .max(1000)
        .optional(),
    }),
  }),
  (context, session, { From_Account, UpdateType, UpdateGroup }) => {
    const owner = actingFor(context, session, From_Account, MESSAGES);
    const { UpdateGroupType, OldGroupName, NewGroupName, ContactUpdateItem = [] } = UpdateGroup;
    const groups = groupsOf(context, owner);
    const group = groupNamed(groups, OldGroupName);
    let { name, peers } = group;
    const ContactResultItem: Record<string, unknown>[] = [];
    if (UpdateGroupType === 1) {
      if (NewGroupName === undefined) throw new SigError(BAD_BODY, 'NewGroupName is missing');
      name = NewGroupName;
    } else {
      for (const { ContactOptType, ContactItem } of ContactUpdateItem) {
        const result = outcome(ContactItem, () => {
          const key = peerKey(contactPeer(context, owner, ContactItem));
          const others = peers.filter((each) => each !== key);
          peers = ContactOptType === 1 ? [...others, key] : others;
        });
        ContactResultItem.push({ ContactOptType, ...result });
      }
    }
    putGroups(
      context,
      owner,
      groups.map((each) => (each === group ? { id: group.id, name, peers } : each)),
    );
    const UpdateGroupResult = {
      ...{ UpdateGroupType, GroupName: name, GroupId: group.id, OldGroupName, ContactResultItem },
    };
    pushChange(context, session, owner, {
      PushType: CHANGE.groupsUpdated,
      RecentContactUpdateContactGroup: {
        UpdateType,
        MsgUpdateGroup: {
          ...{ UpdateGroupType, OldGroupName, NewGroupName: name, GroupName: name, GroupId: group.id },
          RecentContactUpdateGroupItem: ContactUpdateItem.map(({ ContactOptType, ContactItem }) => ({
            ...{ ContactOptType, OptType: ContactOptType },
            ...{ MsgRecentContactItem: named(ContactItem), RecentContactItem: named(ContactItem) },
          })),
        },
      },
    });
    return { UpdateType, UpdateGroupResult };
  },
);

/** Deletes groups; their conversations stay. */
export const delContactGroup = command(
  BAD_BODY,
  z.looseObject({ ...from, GroupName: z.array(groupName).min(1).max(100) }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, MESSAGES);
    const groups = groupsOf(context, owner);
    const gone = body.GroupName.map((name) => groupNamed(groups, name));
    putGroups(
      context,
      owner,
      groups.filter((each) => !gone.includes(each)),
    );
    const GroupItem = groupItems(gone);
    pushChange(context, session, owner, {
      PushType: CHANGE.groupsDeleted,
      RecentContactDelContactGroup: { MsgGroupItem: GroupItem },
    });
    return { GroupItem };
  },
);
