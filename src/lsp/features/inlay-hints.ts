/**
 * What is not written and can be worked out: how often a gate looks, what a window is in UTC and when it comes next, what a
 * probe's name reads.
 */
import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { nextFreezeText } from '../../app/freeze-times.ts';
import type { FreezeBlock, GateBlock } from '../../parser/tree.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import { typeName } from '../../plan/type.ts';
import { typeOf } from '../language/chains.ts';
import { positionAt } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';
import { instantOf } from './local-time.ts';

interface Hint {
  /** The hint stands behind it. */
  readonly span: Span;
  readonly text: string;
  readonly kind?: InlayHintKind;
}

/** `now` is in milliseconds since the epoch. */
export function inlayHints(snapshot: Snapshot, within: Span, now: number): InlayHint[] {
  const { policy, source } = snapshot;
  if (!policy) return [];
  const hints = [
    ...probeHints(snapshot),
    ...policy.gates.flatMap(observations),
    ...policy.freezes.flatMap(windowHints),
    ...nextHints(snapshot, now),
  ];
  return hints
    .filter(({ span }) => within.start <= span.end && span.end <= within.end)
    .map(({ span, text, kind }) => ({
      position: positionAt(source, span.end),
      label: text,
      paddingLeft: kind !== InlayHintKind.Type,
      ...(kind !== undefined && { kind }),
    }));
}

/** The type of what a probe's bare name reads. */
function probeHints({ policy, scope }: Snapshot): readonly Hint[] {
  return (policy?.probes ?? []).flatMap(({ name }) => {
    const binding = scope?.rule.get(name.value);
    const type = binding?.kind === 'namespace' ? typeOf(binding) : undefined;
    return type === undefined
      ? []
      : [{ span: name.span, text: `: ${typeName(type)}`, kind: InlayHintKind.Type }];
  });
}

/** `for: 5m` with `every: 15s` looks 21 times. */
function observations({ for: whole, every }: GateBlock): readonly Hint[] {
  if (!whole || !every || every.value <= 0 || every.value > whole.value) return [];
  return [{ span: every.span, text: `${Math.floor(whole.value / every.value) + 1} observations` }];
}

/** Days and UTC of a window with two ends. */
function windowHints({ window, timezone }: FreezeBlock): readonly Hint[] {
  const zone = timezone?.value ?? 'UTC';
  const hint = (edge: Spanned<string> | undefined): readonly Hint[] => {
    const instant = edge && instantOf(edge.value, zone);
    return edge && instant ? [{ span: edge.span, text: instant }] : [];
  };
  return [...hint(window.from), ...hint(window.until)];
}

/** When a freeze begins the next time, or ends. One with two ends says so itself. */
function nextHints({ policy, scope }: Snapshot, now: number): readonly Hint[] {
  const freezes = new Map(scope?.freezes().map((freeze) => [freeze.name, freeze]));
  return (policy?.freezes ?? []).flatMap(({ name, span }) => {
    const freeze = freezes.get(name.value);
    const text = freeze && freeze.window.kind !== 'absolute' ? nextFreezeText(freeze, now) : undefined;
    return text === undefined ? [] : [{ span, text }];
  });
}
