export type { TimerFaker } from './app-timers.js';
export { FileError, Lab, lab } from './lab.js';
export { LabUser } from './lab-user.js';
export { type LabMatchers, type Matched, matchers } from './matchers.js';
export type {
  AnswerOptions,
  GroupInviteOptions,
  InviteOptions,
  LabInvitation,
  LabSetting,
  ListenerArgs,
  ModifyOptions,
  NamesOf,
  ReceiveOptions,
  SeeAnswerOptions,
  SeeCancelOptions,
  SeeModifiedOptions,
  SeeTimeoutOptions,
  Statements,
  StepOptions,
  UsersSetting,
} from './setting.js';
