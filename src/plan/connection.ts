/** What every component that speaks to a server takes: how long, how often, and whom it trusts. */
import { durationSchema, integerSchema, secretSchema, textSchema } from './config.ts';
import type { ConfigSchema } from './descriptor.ts';

type Schemas = Readonly<Record<string, ConfigSchema>>;

export const attemptSchemas: Schemas = {
  timeout: durationSchema('The longest that one attempt may take.', { default: '3s' }),
  attempts: integerSchema('Attempts before it counts as failed.', { default: 3, minimum: 1, maximum: 10 }),
  backoff: durationSchema('The wait before the second attempt; it doubles before each further one.', {
    default: '500ms',
  }),
};

export const tlsSchemas: Schemas = {
  ca: textSchema('File with the certificates (PEM) to trust instead of the well-known ones.', 'path'),
  cert: textSchema('File with the client certificate (PEM); needs `key`.', 'path'),
  key: textSchema('File with the private key (PEM) of the client certificate.', 'path'),
  server_name: textSchema('The name that the server certificate must carry; default the host.', 'text'),
};

/** The key that messages are signed with. */
export const signingKeySchema: ConfigSchema = secretSchema(
  'Signing key in base64 (`whsec_…`), as the Standard Webhooks specification has it.',
  'text',
);

export const hostSchema: ConfigSchema = textSchema('Host name or address.', 'text', { minLength: 1 });

export function portSchema(extra: Pick<ConfigSchema, 'default'> = {}): ConfigSchema {
  return integerSchema('Port.', { minimum: 1, maximum: 65_535, ...extra });
}
