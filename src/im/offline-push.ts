/** V2TIMOfflinePushInfo, as far as signaling uses it. */
export interface OfflinePushInfo {
  title?: string;
  /** Required for an invitation to be pushed at all (vendor's page on offline push). */
  desc?: string;
  /** Free text for the app, by habit JSON. */
  ext?: string;
  disablePush?: boolean;
  iOSSound?: string;
  androidSound?: string;
  ignoreIOSBadge?: boolean;
  androidOPPOChannelID?: string;
  androidVIVOClassification?: number;
  androidXiaoMiChannelID?: string;
  androidFCMChannelID?: string;
  androidHuaWeiCategory?: string;
}

/** OfflinePushInfo on the wire (REST, Web SDK frames). PushFlag 1 means: do not push. */
export interface WireOfflinePushInfo {
  PushFlag?: number;
  Title?: string;
  Desc?: string;
  Ext?: string;
  ApnsInfo?: Record<string, unknown>;
  AndroidInfo?: Record<string, unknown>;
}

export function toWirePush(info: OfflinePushInfo | undefined, onlineUserOnly: boolean): WireOfflinePushInfo {
  return {
    PushFlag: onlineUserOnly || info?.disablePush ? 1 : 0,
    Title: info?.title ?? '',
    Desc: info?.desc ?? '',
    Ext: info?.ext ?? '',
    ApnsInfo: { Sound: info?.iOSSound ?? '', BadgeMode: info?.ignoreIOSBadge ? 1 : 0 },
    AndroidInfo: {
      Sound: info?.androidSound ?? '',
      OPPOChannelID: info?.androidOPPOChannelID ?? '',
      VIVOClassification: info?.androidVIVOClassification ?? 1,
      XiaoMiChannelID: info?.androidXiaoMiChannelID ?? '',
      GoogleChannelID: info?.androidFCMChannelID ?? '',
      HuaWeiCategory: info?.androidHuaWeiCategory ?? '',
    },
  };
}
