import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';

export interface DataPromptOptions {
  message: string;
  /** What stands there at first, to be edited. */
  initial: string;
  /** What is shown below while somebody types. */
  below(): string;
  /** Is given a function that draws `below` again. */
  onDraw(redraw: () => void): void;
}

/** Asks for a text with a line below it that changes meanwhile; inquirer's own `input` has none. */
export const dataPrompt = createPrompt<string, DataPromptOptions>((options, done) => {
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [value, setValue] = useState(options.initial);
  const [, setDrawn] = useState(0);
  const prefix = usePrefix({ status, theme });
  useEffect((line) => {
    line.write(options.initial);
    let drawn = 0;
    options.onDraw(() => setDrawn(++drawn));
    return () => options.onDraw(() => {});
  }, []);
  useKeypress((key, line) => {
    // The line is empty again by the time its end is told.
    if (!isEnterKey(key)) return setValue(line.line);
    setStatus('done');
    done(value);
  });
  const message = theme.style.message(options.message, status);
  const shown = status === 'done' ? theme.style.answer(value) : value;
  return [`${prefix} ${message} ${shown}`, status === 'done' ? '' : options.below()];
});
