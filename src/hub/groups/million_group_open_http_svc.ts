import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';

/** Communities (groups of up to a million, with topics) are not kept: nobody is in one. */
export const millionGroupOpenHttpSvc: CommandTable = {
  'million_group_open_http_svc.get_joined_group_list': command(
    CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
    z.looseObject({}),
    () => ({
      TotalCount: 0,
      GroupIdList: [],
    }),
  ),
};
