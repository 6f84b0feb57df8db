export {
  FileError,
  Lab,
  type LabInvitation,
  type LabSetting,
  LabUser,
  lab,
  type StepOptions,
  type Told,
} from './lab.js';
