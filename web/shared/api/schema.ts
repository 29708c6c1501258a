// Written by scripts/generate-api-types.ts from the server's OpenAPI document; do not edit by hand.
interface Json<T> {
  headers: { [name: string]: unknown };
  content: { 'application/json': T };
}
interface Empty {
  headers: { [name: string]: unknown };
  content?: never;
}
interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}
export interface paths {
  '/api/v1/sign-in': {
    post: {
      parameters: NoParameters;
      requestBody: { content: { 'application/json': { email: string; password: string } } };
      responses: { 200: Json<{ ticket: string }> };
    };
  };
  '/api/v1/sign-in/code': {
    post: {
      parameters: NoParameters;
      requestBody: { content: { 'application/json': { ticket: string; code: string } } };
      responses: { 200: Json<{ person: { id: string; name: string } }> };
    };
  };
  '/api/v1/sign-out': { post: { parameters: NoParameters; responses: { 204: Empty } } };
  '/api/v1/me': {
    get: {
      parameters: NoParameters;
      responses: {
        200: Json<{
          person: { id: string; name: string };
          role: string;
          office: { id: string; name: string; kind: string };
          demo: boolean;
          zone: 'WIB' | 'WITA' | 'WIT';
        }>;
      };
    };
  };
  '/api/v1/demo': {
    get: {
      parameters: NoParameters;
      responses: {
        200: Json<{
          story: { step: number; role: string; personEmail: string; text: string; done: boolean }[];
          people: {
            name: string;
            email: string;
            role: string;
            office: string;
            password: string;
            code: string;
            codeValidForSeconds: number;
          }[];
        }>;
      };
    };
  };
}
