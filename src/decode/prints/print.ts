/** Whose print a text is: what the language or tool writes for a map, a struct or an object when it is logged. */
export interface PrintKind {
  readonly name: string;
  /** For a person. */
  readonly title: string;
}

const kind = (name: string, title: string): PrintKind => ({ name, title });

/** Every kind of print that is told apart; a reader of all reads what lies between them too. */
export const PRINT_KINDS = {
  java: kind('java-print', 'toString of Java or Kotlin: {key=value}, Name(key=value)'),
  dart: kind('dart-print', 'a map of Dart: {key: value}'),
  js: kind('js-print', "an object literal, or an object as JavaScript's console prints it: { key: 'value' }"),
  python: kind('python-print', "repr of Python: {'key': 'value'}, Name(key='value')"),
  go: kind('go-print', 'a map or struct of Go: map[key:value], {Key:value}, main.T{Key:"value"}'),
  objc: kind('objc-print', 'NSDictionary: { key = value; }'),
  swift: kind('swift-print', 'a dictionary or struct of Swift: ["key": "value"], Name(key: "value"), dump'),
  php: kind('php-print', 'print_r, var_dump or var_export of PHP: [key] => value'),
  csharp: kind('csharp-print', 'a record of C#: Name { Key = value }'),
  rust: kind('rust-print', 'a struct of Rust: Name { key: "value" }'),
  ruby: kind('ruby-print', 'a hash of Ruby: {"key"=>"value"}'),
  lines: kind('lines-print', 'key: value, one in each line or after one another'),
} as const;

/** What was printed, as far as it could be read. A text in it that is JSON stays the text it is. */
export interface Print {
  value: unknown;
  kind: PrintKind;
}

/** A member's name in any language, and the sign after it. */
const MEMBER =
  /\s*(?:"((?:[^"\\\n]|\\.){0,120})"|'((?:[^'\\\n]|\\.){0,120})'|\[["']((?:[^"'\\\n]|\\.){0,120})["'](?::[\w"\\]+){0,2}\]|\[([\w.$-]{1,80})(?::[\w:]+)?\]|AnyHashable\("((?:[^"\\\n]|\\.){0,120})"\)|[:@]?([\p{L}_$][\p{L}\p{N}_$.-]{0,80}|\d{1,9}(?=\s*=>)))\s*(=>|=(?!=)|:(?!\/\/))/uy;

export interface PrintedMember {
  key: string;
  mark: '=>' | '=' | ':';
  quote: '"' | "'" | '[' | '';
  /** Where its value begins. */
  end: number;
}

/** The member that begins at an index, white space before it aside. */
export function memberAt(text: string, at: number): PrintedMember | undefined {
  MEMBER.lastIndex = at;
  const match = MEMBER.exec(text);
  if (!match) return undefined;
  const [, double, single, inBrackets, bare, hashable, word, mark] = match;
  const key = double ?? single ?? inBrackets ?? bare ?? hashable ?? word!;
  const quote =
    double !== undefined || hashable !== undefined
      ? '"'
      : single !== undefined
        ? "'"
        : inBrackets !== undefined || bare !== undefined
          ? '['
          : '';
  return { key, mark: mark as PrintedMember['mark'], quote, end: MEMBER.lastIndex };
}
