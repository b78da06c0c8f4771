import type { Sources } from '../../app/index.ts';
import { type Location, SourceText } from '../../plan/span.ts';

/** The texts of files with their lines; each is counted when it is first asked for. */
export class SourceIndex {
  readonly #sources: Sources;
  readonly #texts = new Map<string, SourceText>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Undefined where a file could not be read. */
  get(file: string): SourceText | undefined {
    const known = this.#texts.get(file);
    if (known) return known;
    const text = this.#sources.get(file);
    if (text === undefined) return undefined;
    const source = new SourceText(file, text);
    this.#texts.set(file, source);
    return source;
  }

  /** `sentinel.yaml:6:14`; only the file where its text is not known. */
  nameOf(location: Location): string {
    const source = this.get(location.file);
    if (!source) return location.file;
    const { line, column } = source.positionOf(location.span.start);
    return `${location.file}:${line}:${column}`;
  }

  /**
   * The place as other programs read it: lines and columns from 1, the end behind the last character. In a file whose
   * text is not known, its first character.
   */
  placeOf(location: Location): Place {
    const source = this.get(location.file);
    if (!source) return { file: location.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    const start = source.positionOf(location.span.start);
    const end = source.positionOf(location.span.end);
    return { file: location.file, ...start, endLine: end.line, endColumn: end.column };
  }
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
