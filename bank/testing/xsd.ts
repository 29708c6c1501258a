/** Schemas of ISO 20022 that lie beside the repository in some checkouts; absent elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const FOLDER = new URL('../../../shared/domain/iso20022/', import.meta.url);

/** Option for node:test: skips, and says why, when the schemas are absent. */
export function skipWithoutSchemas(): { readonly skip: string | false } {
  if (existsSync(FOLDER)) return { skip: false };
  console.warn('SKIPPED: iso20022 schemas are not beside the repository; exported XML was NOT validated');
  return { skip: 'schemas absent' };
}

/** Throws with the schema's complaint when the file is not valid. */
export function validate(schema: string, xml: string): void {
  const xsd = XmlDocument.fromBuffer(readFileSync(new URL(`${schema}.xsd`, FOLDER)));
  const validator = XsdValidator.fromDoc(xsd);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
    validator.dispose();
    xsd.dispose();
  }
}
