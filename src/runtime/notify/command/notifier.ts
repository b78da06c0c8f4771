/** A program that is told on its standard input. */
import { NotifyFailure } from '../../failure.ts';
import { failingAs } from '../../host/failures.ts';
import { jsonOfMessage } from '../../host/message-json.ts';
import { runToSuccess } from '../../host/run-configured.ts';
import type { Notifier } from '../../ports/notifier.ts';

export const notifier: Notifier = {
  async send(message, config, context) {
    const input = `${JSON.stringify(jsonOfMessage(message))}\n`;
    await failingAs(NotifyFailure, () => runToSuccess(config, context, { input }));
  },
};
