import type { Ingestion, Problem } from '../api/openapi.js';
import { ApiError, authorization, problemOf } from '../api/client.js';

export interface Details {
  key: string;
  title: string;
  kind: string;
  date: string;
  validFrom: string;
}

export const NO_DETAILS: Details = { key: '', title: '', kind: '', date: '', validFrom: '' };

export function formOf(corpus: string, file: File, { key, ...metadata }: Details): FormData {
  const form = new FormData();
  form.append('corpus', corpus);
  if (key.trim()) form.append('key', key.trim());
  const given = Object.entries(metadata).filter(([, value]) => value.trim() !== '');
  if (given.length > 0) form.append('metadata', JSON.stringify(Object.fromEntries(given)));
  // The server reads the fields before the file arrives, so the file goes last.
  form.append('file', file, file.name);
  return form;
}

/** XMLHttpRequest, because `fetch` does not tell how much of a body was sent. */
export function sendFile(form: FormData, onProgress: (share: number) => void): Promise<Ingestion> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = 'json';
    request.open('POST', '/api/v1/documents');
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiError(0, 'unreachable', ''));
    request.onload = () => {
      const answer = request.response as Ingestion & Problem;
      if (request.status < 200 || request.status > 299)
        return reject(problemOf(request.status, answer ?? {}));
      resolve(answer);
    };
    request.send(form);
  });
}
