/** A program that is told on its standard input. */
import { NotifyFailure, ProbeFailure } from '../../failure.ts';
import { textsOf } from '../../host/config.ts';
import { jsonOfMessage } from '../../host/message-json.ts';
import { complaintOf, runConfigured } from '../../host/run-configured.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { Message, Notifier, NotifyContext } from '../../ports/notifier.ts';

export const notifier: Notifier = {
  async send(message, config, context) {
    try {
      await run(message, config, context);
    } catch (error) {
      if (error instanceof ProbeFailure) throw new NotifyFailure(error.message, { cause: error });
      throw error;
    }
  },
};

async function run(message: Message, config: ResolvedRecord, context: NotifyContext): Promise<void> {
  const file = textsOf(config, 'run')[0] ?? '';
  const input = `${JSON.stringify(jsonOfMessage(message))}\n`;
  const result = await runConfigured(config, context, {}, input);
  if (result.exitCode === 0) return;
  const complaint = complaintOf(result);
  throw new NotifyFailure(
    `\`${file}\` ended with exit code ${result.exitCode}${complaint && `: ${complaint}`}`,
  );
}
