import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import type { ResponseBody } from '../../im/wire.js';

/** One protobuf message, as the generated code offers it. */
export interface MessageType<Shape> {
  encode(message: Shape): BinaryWriter;
  decode(input: Uint8Array | BinaryReader): Shape;
}

/** The accounts' two names: the user id of the API, and the TinyId of the native protocol. */
export interface AccountNames {
  /** '0' where there is no such account. */
  tinyID(userID: string): string;
  userID(tinyID: string): string | undefined;
}

/** Who sent a command. */
export interface NativeCaller {
  readonly userID: string;
  readonly tinyID: string;
  readonly names: AccountNames;
  /** Server time, unix seconds. */
  seconds(): number;
  /** Asks the hub, as this caller. @throws SigError with the code of a refusal */
  ask(command: string, body: object): Promise<ResponseBody>;
}

/** One command of the native protocol. */
export interface NativeCommand {
  readonly request: MessageType<unknown>;
  readonly answer: MessageType<unknown>;
  /** Needs no log-in, and brings none back: it may come on a connection of its own beside the one of the log-in. */
  readonly anonymous?: boolean;
  /** Answers it by the hub's own commands; undefined where the SDK wants no answer. @throws SigError for a refusal */
  run(request: unknown, caller: NativeCaller): Promise<unknown>;
}

export type NativeCommandTable = Readonly<Record<string, NativeCommand>>;

export function nativeCommand<Request, Answer>(
  request: MessageType<Request>,
  answer: MessageType<Answer>,
  run: (request: Request, caller: NativeCaller) => Promise<NoInfer<Answer>>,
): NativeCommand {
  return { request, answer, run: (body, caller) => run(body as Request, caller) };
}
