/** Draws the live view on a terminal. What draws costs a quarter of a second to load: this file is loaded when it is used. */
import { render, useInput, useWindowSize } from 'ink';
import { createElement, type ReactNode, useState } from 'react';
import type { RolloutStatus, RunEvent } from '../../app/index.ts';
import { footLines, type KeyRequest, type KeyState, type KeyStep, keyStep } from './keys.ts';
import { View } from './view.ts';
import { nothingWatched, type Watched, watchedAfter } from './watched.ts';

export interface LiveOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly colour: boolean;
  readonly redact: (text: string) => string;
  /** Somebody is there to press keys. */
  readonly hasKeys: boolean;
  /** Gives what came of it, for people; it does not reject. */
  readonly ask: (request: KeyRequest, reason: string, status: RolloutStatus) => Promise<string>;
  /** The person leaves the rollout as it is. */
  readonly leave: () => void;
}

export interface LiveView {
  tell(event: RunEvent): void;
  /** Takes away what is drawn in place; what went by stays. */
  close(): void;
}

export function openLiveView(options: LiveOptions): LiveView {
  const { stdin, stdout } = options;
  let watched = nothingWatched;
  const draw = (over: boolean) => createElement(Live, { ...options, watched, over });
  const instance = render(draw(false), {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 10,
  });
  return {
    tell(event) {
      const next = watchedAfter(watched, event);
      if (next === watched) return;
      watched = next;
      instance.rerender(draw(false));
    },
    close() {
      instance.rerender(draw(true));
      instance.unmount();
    },
  };
}

function Live(props: LiveOptions & { readonly watched: Watched; readonly over: boolean }): ReactNode {
  const { hasKeys, ask, leave, watched } = props;
  const { columns, rows } = useWindowSize();
  const [state, setState] = useState<KeyState>({});
  const asked = async ({ request, reason }: NonNullable<KeyStep['ask']>, status: RolloutStatus) => {
    setState({ answer: await ask(request, reason, status) });
  };
  useInput(
    (input, { ctrl, return: enter, escape, backspace, delete: del }) => {
      const step = keyStep(state, { input, ctrl, enter, escape, backspace: backspace || del });
      setState(step.state);
      if (step.leave) leave();
      // What is asked of one of a group is asked of the group.
      const [first] = watched.rollouts.values();
      if (step.ask && first?.status) void asked(step.ask, first.status);
    },
    { isActive: hasKeys },
  );
  return createElement(View, { ...props, columns, rows, foot: footLines(state, hasKeys) });
}
