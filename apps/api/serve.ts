import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express from 'express';
import helmet from 'helmet';
import type { Connection } from '#corpus';
import { KildeError, packageRoot, type Config, type Log } from '#platform';
import { AppModule } from './app.module.js';
import { openApi } from './openapi.js';

const JSON_LIMIT = '1mb';
/**
 * Content security: nothing from elsewhere, no inline script. Swagger UI draws its icons from data: addresses, the
 * web app pages of documents from blob: ones.
 */
const CONTENT = {
  directives: {
    defaultSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: null,
  },
};

/**
 * Starts the HTTP server: the API, its description, and the web app.
 * @throws KildeError `port-in-use`
 */
export async function serve(
  connection: Connection,
  config: Config,
  log: Log,
): Promise<{ app: NestExpressApplication; url: string }> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(connection, config, log), {
    logger: config.log === 'debug' ? ['error', 'warn', 'log'] : ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  app.use(helmet({ contentSecurityPolicy: CONTENT, strictTransportSecurity: false }));
  app.use('/api/v1', express.json({ limit: JSON_LIMIT }));
  app.setGlobalPrefix('api/v1');
  serveDescription(app);
  serveWeb(app);
  try {
    await app.init();
    await listen(app.getHttpServer(), config);
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new KildeError(
      'port-in-use',
      500,
      `Port ${config.port} on ${config.host} is taken by another program. Stop it, or set KILDE_PORT to a free port.`,
    );
  }
  const { port } = app.getHttpServer().address() as { port: number };
  return { app, url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}` };
}

/**
 * Longer than a proxy in front keeps a connection idle (nginx: 60 s): a request that is sent while its connection is
 * closed is lost, and Node's own 5 s are soon over for a process that is busy.
 */
const IDLE_CONNECTION_MS = 65_000;

/** Instead of Nest's own `listen`, which writes a stack trace of a taken port to the terminal first. */
function listen(server: Server, { port, host }: Config): Promise<void> {
  server.keepAliveTimeout = IDLE_CONNECTION_MS;
  server.headersTimeout = IDLE_CONNECTION_MS + 1000;
  return new Promise((done, fail) => void server.once('error', fail).listen(port, host, done));
}

function serveDescription(app: NestExpressApplication): void {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const docs = join(packageRoot(), 'apps/api/docs');
  app.use(
    '/api/v1/openapi.json',
    (_: express.Request, response: express.Response) => void response.json(openApi()),
  );
  app.use('/api/docs', express.static(docs), express.static(swagger, { index: false }));
}

/** The web app's files; any other address outside /api is one of its pages. */
function serveWeb(app: NestExpressApplication): void {
  const web = join(packageRoot(), 'dist/apps/web');
  app.use('/assets', compression(), express.static(join(web, 'assets'), { immutable: true, maxAge: '1y' }));
  const files = express.static(web, { index: false });
  app.use((request: express.Request, response: express.Response, next: express.NextFunction) => {
    // No call of the API waits for a look at the disk.
    if (request.path.startsWith('/api/')) return next();
    files(request, response, (error?: unknown) => {
      if (error || request.method !== 'GET') return next(error);
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(join(web, 'index.html'));
    });
  });
}
