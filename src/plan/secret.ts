const reveal = Symbol('reveal');

/**
 * A text that must not be shown. Printing it in any way gives `‹secret NAME›`; only `revealSecret`, which adapters call
 * at the moment of sending, gives the text.
 */
export class SecretText {
  readonly name: string;
  readonly #text: string;

  constructor(name: string, text: string) {
    this.name = name;
    this.#text = text;
  }

  [reveal](): string {
    return this.#text;
  }

  toString(): string {
    return `‹secret ${this.name}›`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** The text itself. Its result goes into a request and nowhere else. */
export function revealSecret(secret: SecretText | string): string {
  return typeof secret === 'string' ? secret : secret[reveal]();
}
