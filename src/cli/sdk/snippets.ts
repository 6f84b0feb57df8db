/** Where a native SDK is to go, and the hub's public key. */
export interface NativeTarget {
  host: string;
  port: number;
  publicKey: string;
}

export interface SdkSnippet {
  /** In which language, for a person. */
  language: string;
  /** From where an app on this platform reaches a hub on this machine's loopback address. */
  loopback: string;
  text(target: NativeTarget): string;
}

/** What Android's emulator calls the loopback address of the machine it runs on. */
const ANDROID_HOST = '10.0.2.2';
const LOOPBACK = '127.0.0.1';

/** The parameter of setCustomServerInfo as the mobile SDKs take it: a JSON text (vendor's page on setCustomServerInfo). */
function mobileJSON({ host, port, publicKey }: NativeTarget): string {
  const address = [{ ip: host, port }];
  return JSON.stringify({
    longconnectionAddressList: address,
    shortconnectionAddressList: address,
    serverPublicKey: publicKey,
  });
}

/** The same as the C API takes it (TIMExperimentalAPI.h). */
function customServerInfo({ host, port, publicKey }: NativeTarget): Record<string, unknown> {
  const address = [{ server_address_ip: host, server_address_port: port }];
  return {
    request_internal_operation: 'internal_operation_set_custom_server_info',
    request_set_custom_server_info_param: {
      longconnection_address_array: address,
      shortconnection_address_array: address,
      server_public_key: publicKey,
    },
  };
}

function kotlin(target: NativeTarget): string {
  return `// Before initSDK. Debug builds only; Android also wants a network security config that allows clear traffic.
V2TIMManager.getInstance().callExperimentalAPI(
    "setCustomServerInfo",
    """${mobileJSON(target)}""",
    object : V2TIMValueCallback<Any> {
        override fun onSuccess(result: Any?) {}
        override fun onError(code: Int, message: String?) = error("setCustomServerInfo: $code $message")
    },
)`;
}

function swift(target: NativeTarget): string {
  return `// Before initSDK. Debug builds only.
#if DEBUG
V2TIMManager.sharedInstance().callExperimentalAPI(
    "setCustomServerInfo",
    param: #"${mobileJSON(target)}"# as NSString,
    succ: { _ in },
    fail: { code, message in fatalError("setCustomServerInfo: \\(code) \\(message ?? "")") }
)
#endif`;
}

function dart(target: NativeTarget): string {
  return `// Before initSDK. Debug builds only.
if (kDebugMode) {
  await TencentImSDKPlugin.v2TIMManager.callExperimentalAPI(
    api: 'setCustomServerInfo',
    param: '${mobileJSON(target)}',
  );
}`;
}

function electron(target: NativeTarget): string {
  return `// In the renderer, before TIMInit.
await timRenderInstance.callExperimentalAPI({
  json_param: ${indent(JSON.stringify(customServerInfo(target), null, 2), 2)},
});`;
}

function csharp({ host, port, publicKey }: NativeTarget): string {
  const address = `new List<ServerAddress> { new ServerAddress { server_address_ip = "${host}", server_address_port = ${port} } }`;
  return `// Before Init.
TencentIMSDK.CallExperimentalAPI(new ExperimentalAPIReqeustParam
{
    request_internal_operation = TIMInternalOperation.internal_operation_set_custom_server_info.ToString(),
    request_set_custom_server_info_param = new CustomServerInfo
    {
        longconnection_address_array = ${address},
        shortconnection_address_array = ${address},
        server_public_key = "${publicKey}",
    },
}, (code, desc, result, userData) => { });`;
}

function cpp(target: NativeTarget): string {
  return `// Before TIMInit.
callExperimentalAPI(R"(${JSON.stringify(customServerInfo(target))})", nullptr, nullptr);`;
}

function indent(text: string, spaces: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

export const SDK_SNIPPETS = {
  android: { language: 'Kotlin', loopback: ANDROID_HOST, text: kotlin },
  ios: { language: 'Swift', loopback: LOOPBACK, text: swift },
  flutter: { language: 'Dart', loopback: LOOPBACK, text: dart },
  electron: { language: 'JavaScript', loopback: LOOPBACK, text: electron },
  unity: { language: 'C#', loopback: LOOPBACK, text: csharp },
  cpp: { language: 'C++', loopback: LOOPBACK, text: cpp },
} as const satisfies Record<string, SdkSnippet>;

export type SdkPlatform = keyof typeof SDK_SNIPPETS;
