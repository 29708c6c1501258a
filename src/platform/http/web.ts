/** The built web app: its files as they were listed, and its one page for every address of a screen. */
import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../../kernel/decision.ts';
import { sendProblem } from './errors.ts';

/** Addresses of screens: words, names and identifiers. Those of the API and of the bank are none. */
const SCREEN = /^\/(?!(?:api|bank|assets)\/)[\w/-]*$/;

export async function serveWeb(app: FastifyInstance, webDir: string | null): Promise<void> {
  const built = webDir !== null && existsSync(webDir);
  if (built) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      index: false,
      // As the build has left them beside each file; whoever takes neither gets the file itself.
      preCompressed: true,
      globIgnore: ['**/*.br', '**/*.gz'],
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    // What only a program asks for is no screen, and no screen has a dot in its name; the front door is one for everybody.
    const path = request.url.split('?', 1)[0] ?? '';
    const screen = path === '/' || ((request.headers.accept ?? '').includes('text/html') && SCREEN.test(path));
    if (built && screen && request.method === 'GET') {
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    }
    return sendProblem(request, reply, refuse('not_found'));
  });
}
