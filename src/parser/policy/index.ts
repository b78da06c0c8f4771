/** From the document tree of a policy to its syntax tree. */
import type { SchemaValidator } from '../../plan/descriptor.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { commentsIn } from '../document-comments.ts';
import type { MapNode } from '../document.ts';
import { dataOf } from '../schema/data.ts';
import { policySchema } from '../schema/policy-schema.ts';
import { validatePolicy } from '../schema/policy-validator.generated.js';
import { reportSchemaErrors } from '../schema/report.ts';
import type { Policy, ReleaseBlock } from '../tree.ts';
import { BlockReader } from './block-reader.ts';
import { readInputs } from './inputs.ts';
import { readProbes, readScores, readSecrets, readSettings } from './declarations.ts';
import { defined } from './defined.ts';
import { readFreezes } from './freezes.ts';
import { readGates } from './gates.ts';
import { readLimits } from './limits.ts';
import { readRollouts } from './rollouts.ts';
import { readMode } from './rules.ts';
import { readSteps } from './steps.ts';
import { checkVersion } from './version.ts';

export function readPolicy(document: MapNode, sink: DiagnosticSink): Policy | undefined {
  if (!checkVersion(document, sink)) return undefined;
  checkStructure(document, sink);
  const policy = new BlockReader(document, document.span, sink);
  return defined({
    kind: 'policy' as const,
    span: document.span,
    file: sink.file,
    document,
    comments: commentsIn(document),
    version: policy.number('sentinel'),
    name: policy.text('policy'),
    description: policy.text('description'),
    owners: policy.texts('owners'),
    mode: readMode(policy),
    extends: policy.text('extends'),
    environments: policy.value('environments') && policy.texts('environments'),
    release: readRelease(policy),
    settings: readSettings(policy),
    secrets: readSecrets(policy),
    inputs: readInputs(policy),
    probes: readProbes(policy),
    scores: readScores(policy),
    gates: readGates(policy),
    freezes: readFreezes(policy),
    limits: readLimits(policy),
    rollouts: readRollouts(policy),
    groups: policy.named('groups').map(([name, group]) => ({
      kind: 'group' as const,
      name,
      span: group.span,
      rollouts: group.texts('rollouts'),
    })),
    notifications: policy.named('notifications').map(([name, notification]) =>
      defined({
        kind: 'notification' as const,
        name,
        span: notification.span,
        on: notification.texts('on'),
        component: notification.component(['on'], `the notification \`${name.value}\``, name.span),
      }),
    ),
    before: readSteps(policy, 'before'),
    after: readSteps(policy, 'after'),
  });
}

function checkStructure(document: MapNode, sink: DiagnosticSink): void {
  const validate: SchemaValidator = validatePolicy;
  if (validate(dataOf(document))) return;
  const [first] = document.entries;
  const context = { schema: policySchema, what: 'the policy', at: first?.key.span ?? document.span };
  reportSchemaErrors(validate.errors ?? [], document, sink, context);
}

function readRelease(policy: BlockReader): ReleaseBlock | undefined {
  const release = policy.block('release');
  return (
    release &&
    defined({
      kind: 'release' as const,
      span: release.span,
      tag: release.text('tag'),
      paths: release.texts('paths'),
      versionMap: release.pairs('version_map').map(([component, file]) => ({ component, file })),
    })
  );
}
