/** `fmt`: policies in their canonical form, in their own syntax or in the other. */
import { resolve } from 'node:path';
import { formatPolicy } from '../../parser/format.ts';
import { SourceText } from '../../plan/span.ts';
import type { Host } from '../host.ts';
import { findPolicy } from './loader.ts';
import { readNamedFile } from '../read-file.ts';
import type { FormatReport, FormattedFile } from '../report.ts';
import type { FormatRequest } from '../requests.ts';
import { replaceFile } from '../write-file.ts';

/** The name that stands for standard input. */
const standardInput = '-';

export async function format(request: FormatRequest, host: Host): Promise<FormatReport> {
  const names = request.files.length > 0 ? request.files : [findPolicy(host.cwd, undefined)];
  const files: FormattedFile[] = [];
  for (const name of names) {
    const formatted =
      name === standardInput ? await ofStandardInput(request) : await ofFile(name, request, host);
    files.push(formatted);
  }
  return { files };
}

async function ofStandardInput(request: FormatRequest): Promise<FormattedFile> {
  const text = await request.standardInput();
  return formatted(`stdin${opensPolicy.test(text) ? '.sntl' : '.yaml'}`, text, request);
}

/** How the language's own syntax begins, behind comments. */
const opensPolicy = /^(?:\s|#.*)*(?:sentinel\s+[0-9]+\s+)?policy(?!\s*:)/u;

async function ofFile(name: string, request: FormatRequest, host: Host): Promise<FormattedFile> {
  const path = resolve(host.cwd, name);
  const { file, text } = readNamedFile(path, host.cwd);
  const result = formatted(file, text, request);
  if (request.write && result.formatted !== undefined && result.formatted !== text)
    await replaceFile(path, file, result.formatted);
  return result;
}

function formatted(file: string, text: string, { to }: FormatRequest): FormattedFile {
  const result = formatPolicy(new SourceText(file, text), to);
  return 'text' in result
    ? { file, text, formatted: result.text, diagnostics: [] }
    : { file, text, diagnostics: result.diagnostics };
}
