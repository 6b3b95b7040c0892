import type { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiMediaTypeObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { Problem } from './contract/common.js';
import { routes, type Route } from './contract/routes.js';

const TITLE = 'Kilde';
const ABOUT =
  'Finds the passage that settles a question in administrative documents, and answers only with verified quotes.';

const BYTES = { type: 'string', format: 'binary' };

/** The OpenAPI 3.1 description of the contract. */
export function openApi(): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const [operationId, route] of Object.entries(routes) as [string, Route][]) {
    const path = (paths[`/api/v1${route.path}`] ??= {});
    path[route.method] = operation(operationId, route);
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: TITLE, version: '1', description: ABOUT },
    paths,
    security: [{}, { key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } } },
  });
}

function operation(operationId: string, route: Route): ZodOpenApiOperationObject {
  const problem = {
    description: 'What is wrong and what to do',
    content: { 'application/problem+json': { schema: Problem } },
  };
  return {
    operationId,
    summary: route.summary,
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
    },
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    ...(route.form && {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': { schema: upload(route.form) as ZodOpenApiMediaTypeObject['schema'] },
        },
      },
    }),
    responses: { [route.status]: success(route), default: problem },
  };
}

function success({ response, events, files = [] }: Route): {
  description: string;
  content?: Record<string, { schema: z.ZodType | object }>;
} {
  const eventStream = events && { 'text/event-stream': { schema: events } };
  if (!response) return { description: 'Done', ...(eventStream && { content: eventStream }) };
  if (typeof response === 'string') {
    const type = response === 'image' ? 'image/png' : 'application/octet-stream';
    return {
      description: `The ${response}`,
      content: { [type]: { schema: BYTES } },
    };
  }
  return {
    description: 'Done',
    content: {
      'application/json': { schema: response },
      ...eventStream,
      ...Object.fromEntries(files.map((type) => [type, { schema: BYTES }])),
    },
  };
}

function upload(form: z.ZodObject): object {
  const { properties, required } = form.toJSONSchema() as { properties: object; required?: string[] };
  return {
    type: 'object',
    properties: { ...properties, file: BYTES },
    required: [...(required ?? []), 'file'],
  };
}
