// Written by scripts/generate.ts; `npm run generate` writes it anew.
import type { SchemaValidator } from '../../plan/descriptor.ts';

export declare const validateTests: SchemaValidator;
