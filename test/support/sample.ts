/** A value that a JSON schema accepts: enough to get through the door of a route and reach what is behind. */

export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** What people type, most likely first; the first that fits a pattern and its lengths is taken. */
const TEXTS = [
  '00000000-0000-4000-8000-000000000000',
  '2026-12-01',
  '2026-12-01T00:00:00.000Z',
  'contoh@contoh.example',
  '123456',
  '1000',
  '02',
  '026',
  '002',
  '999001',
  '3374010101900001',
  '112026',
  '2026-11',
  '012345678901234',
  'A1B2C3D4E5F60718',
  '0900000000999000',
  '199001012020011001',
  '01002600000000001',
  '081234567890',
  '+6281234567890',
  '2026',
  '12/29',
  'A',
  'contoh',
  'PEMESAN',
  'Alasan yang cukup panjang',
  'a'.repeat(64),
  'abcdefghijklmnopqrstuvwxyz0123456789abcdefg',
  'https://contoh.example/',
  '',
];

/** Throws when it knows no such value: the list of texts wants another one. */
export function sample(schema: JsonSchema, where = ''): unknown {
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  const options = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (options?.[0]) return sample(options[0], where);
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((one) => sample(one as JsonSchema, where)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return sampleObject(schema, where);
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
        sample((schema.items ?? {}) as JsonSchema, where),
      );
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? 1), Number(schema.exclusiveMinimum ?? -1) + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return sampleText(schema, where);
    default:
      return null;
  }
}

function sampleObject(schema: JsonSchema, where: string): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (schema.required ?? []) as string[];
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {}, `${where}.${name}`)]));
}

function sampleText(schema: JsonSchema, where: string): string {
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern) : null;
  const [least, most] = [Number(schema.minLength ?? 0), Number(schema.maxLength ?? 10_000)];
  const format = {
    uuid: TEXTS[0],
    date: TEXTS[1],
    'date-time': TEXTS[2],
    email: TEXTS[3],
    uri: 'https://contoh.example/',
  }[String(schema.format ?? '')];
  const found = [...(format === undefined ? [] : [format]), ...TEXTS].find(
    (text) => text.length >= least && text.length <= most && (!pattern || pattern.test(text)),
  );
  if (found === undefined) throw new Error(`no sample for ${where}: ${JSON.stringify(schema)}`);
  return found;
}
