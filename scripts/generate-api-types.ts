import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';

/** Where the web application reads the types of the API from. */
const SCHEMA_FILE = fileURLToPath(new URL('../web/shared/api/schema.ts', import.meta.url));

/** The TypeScript text of an OpenAPI 3 document (as parsed JSON). Throws with the place of the fault when it is none. */
export async function apiTypes(document: OpenAPI3): Promise<string> {
  return COMMENT_HEADER + astToString(await openapiTS(document));
}

/** Reads an OpenAPI document from a JSON file (the server gives it at /api/openapi.json) and writes the types. */
export async function generateApiTypes(openApiFile: string, schemaFile: string = SCHEMA_FILE): Promise<void> {
  const document = JSON.parse(await readFile(openApiFile, 'utf8')) as OpenAPI3;
  await writeFile(schemaFile, await apiTypes(document));
}

if (import.meta.main) {
  const [openApiFile] = process.argv.slice(2);
  if (openApiFile === undefined) {
    console.error('Usage: node scripts/generate-api-types.ts <openapi.json>');
    process.exitCode = 2;
  } else {
    await generateApiTypes(openApiFile);
  }
}
