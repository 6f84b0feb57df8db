import { type NativeCommandTable, nativeCommand } from '../command.js';
import {
  AttributesAnswer,
  AttributesRequest,
  DeleteAttributesRequest,
  SetAttributesRequest,
  type SetAttributesRequest_Attributes,
} from '../proto/generated/groups.js';
import { PlainAnswer } from '../proto/generated/login.js';
import { OK } from '../result.js';

/** Small texts that a group's members share. */
export const groupAttributeCommands: NativeCommandTable = {
  'group_open_attr_svc.get_group_attr': nativeCommand(
    AttributesRequest,
    AttributesAnswer,
    async ({ group }, caller) => {
      const { AttrMainSeq, GroupAttrAry } = await caller.ask('group_open_attr_http_svc.get_group_attr', {
        GroupId: group?.groupId ?? '',
      });
      const attributes = GroupAttrAry as { key: string; value: string; seq: number }[];
      return { result: OK, attributes: { attributes, mainSeq: AttrMainSeq as number } };
    },
  ),

  'group_open_svc.set_group_attr': nativeCommand(
    SetAttributesRequest,
    PlainAnswer,
    async (request, caller) => {
      if (request.replace)
        await caller.ask('group_open_http_svc.set_group_attr', attributesBody(request.replace));
      else await caller.ask('group_open_http_svc.modify_group_attr', attributesBody(request.change ?? {}));
      return { result: OK };
    },
  ),

  'group_open_svc.delete_group_attr': nativeCommand(
    DeleteAttributesRequest,
    PlainAnswer,
    async (request, caller) => {
      const { groupId = '', keys = [] } = request.delete ?? {};
      if (keys.length > 0) {
        const GroupAttr = keys.map((key) => ({ key }));
        await caller.ask('group_open_http_svc.delete_group_attr', { GroupId: groupId, GroupAttr });
      } else {
        await caller.ask('group_open_http_svc.clear_group_attr', {
          GroupId: groupId || (request.clear?.groupId ?? ''),
        });
      }
      return { result: OK };
    },
  ),
};

function attributesBody({ groupId = '', attributes = [] }: SetAttributesRequest_Attributes) {
  return {
    GroupId: groupId,
    GroupAttr: attributes.map(({ key = '', value = '' }) => ({ key, value })),
  };
}
