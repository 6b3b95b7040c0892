import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { KildeError } from '#platform';

export interface UploadedFile {
  fileName: string;
  mediaType: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

const LIMITS = { files: 1, fields: 10, fieldSize: 200_000, fieldNameSize: 100, parts: 11 };

/**
 * Reads a multipart form whose last part is the field `file`, and hands the file over as a stream: nothing is held
 * in memory or written to disk on the way. The stream ends only when the whole form has been found good, and throws
 * otherwise, so that whoever stores it can still let go of it.
 * @throws KildeError `bad-upload`, `bad-file-name`, and whatever `receive` throws
 */
export async function readUpload<T>(
  request: IncomingMessage,
  receive: (fields: Record<string, string>, file: UploadedFile) => Promise<T>,
): Promise<T> {
  const form = openForm(request);
  const refuse = (what: string) => void form.destroy(badUpload(what));
  const whole = new Promise<void>((done, fail) => void form.once('close', done).on('error', fail));
  try {
    return await new Promise<T>((done, fail) => {
      const fields: Record<string, string> = {};
      let receiving = false;
      form.on('field', (name, value, info) => {
        if (receiving) refuse(`the field "${name}" comes after the file; put the file last`);
        if (info.valueTruncated) refuse(`the field "${name}" is too long`);
        fields[name] = value;
      });
      form.on('file', (name, stream, info) => {
        stream.on('error', () => {}); // reported by the iteration in untilWhole
        if (name !== 'file') return refuse(`the file must be in the field "file", not "${name}"`);
        receiving = true;
        const mediaType = info.mimeType === 'application/octet-stream' ? null : info.mimeType;
        Promise.resolve()
          .then(() => checkFileName(info.filename))
          .then((fileName) => receive(fields, { fileName, mediaType, bytes: untilWhole(stream, whole) }))
          .then(done, fail);
      });
      form.on('filesLimit', () => refuse('more than one file in one request; send them one by one'));
      form.on('fieldsLimit', () => refuse('too many fields'));
      form.on('partsLimit', () => refuse('too many parts'));
      whole.then(
        () => receiving || fail(badUpload('the field "file" is missing')),
        (error: Error) => receiving || fail(problemOf(error)),
      );
      // A sender that hangs up in the middle leaves nothing behind: the stream's reader sees an error.
      request.on('aborted', () => form.destroy(new Error('the upload broke off')));
      request.pipe(form);
    });
  } finally {
    request.unpipe(form);
    request.resume(); // lets a refused sender finish sending, so that it reads the answer
  }
}

async function* untilWhole(
  stream: AsyncIterable<Uint8Array>,
  whole: Promise<void>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
    await whole;
  } catch (error) {
    throw problemOf(error as Error);
  }
}

function problemOf(error: Error): KildeError {
  return error instanceof KildeError ? error : badUpload(error.message);
}

function openForm(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: LIMITS, preservePath: true, defParamCharset: 'utf8' });
  } catch {
    throw badUpload('send it as multipart/form-data with the fields corpus, key, metadata and, last, file');
  }
}

function checkFileName(name: string | undefined): string {
  if (!name)
    throw new KildeError(
      'bad-file-name',
      400,
      'The file has no name. Send one, with its ending, e.g. "ruling.pdf".',
    );
  const shown = JSON.stringify(name.slice(0, 100));
  if (/\p{Cc}/u.test(name))
    throw new KildeError(
      'bad-file-name',
      400,
      `The file name ${shown} holds control characters. Rename the file.`,
    );
  if (name.split(/[/\\]/).includes('..'))
    throw new KildeError(
      'bad-file-name',
      400,
      `The file name ${shown} holds "..". Send the name without it.`,
    );
  if (name.length > 500)
    throw new KildeError('bad-file-name', 400, 'The file name is longer than 500 characters. Shorten it.');
  return name;
}

function badUpload(what: string): KildeError {
  return new KildeError('bad-upload', 400, `The upload cannot be used: ${what}.`);
}
