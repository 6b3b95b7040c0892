import { createHash, type Hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { KildeError, type OnnxModel } from '#platform';

/** A folder's path, or a name on the hub; `identity` says which model it is. */
export interface ModelPlace {
  kind: 'folder' | 'hub';
  name: string;
  identity: string;
}

/** How the files of a model end by their precision (the convention of the hub's ONNX models). */
const ENDINGS: Record<OnnxModel['dtype'], string> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  bnb4: '_bnb4',
  q4f16: '_q4f16',
};
const HUB_NAME = /^[\w.-]+(\/[\w.-]+)?$/;
const ENDS_BYTES = 1_000_000;
const DIGITS = 12;

/**
 * Finds a model without loading it. A folder's identity is its name and a digest of its files (of large ones their
 * first and last megabyte), so that another model under the same path is another embedding set.
 * @param variables the beginning of the variables' names, for messages
 * @throws KildeError `bad-configuration`
 */
export async function findModel({ model, dtype }: OnnxModel, variables: string): Promise<ModelPlace> {
  const folder = resolve(model);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    if (HUB_NAME.test(model)) return { kind: 'hub', name: model, identity: model };
    throw unusable(`${variables}_MODEL names a folder that is not there.`);
  }
  const digest = createHash('sha256');
  for (const file of ['config.json', 'tokenizer.json', `onnx/model${ENDINGS[dtype]}.onnx`]) {
    const read = await addEnds(digest, join(folder, file)).catch(() => false);
    if (!read)
      throw unusable(
        `The folder that ${variables}_MODEL names has no ${file}; ${variables}_DTYPE is ${dtype}.`,
      );
  }
  const identity = `${basename(folder)} ${digest.digest('hex').slice(0, DIGITS)}`;
  return { kind: 'folder', name: folder, identity };
}

async function addEnds(digest: Hash, path: string): Promise<true> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const part = Buffer.alloc(Math.min(size, ENDS_BYTES));
    for (const from of [0, size - part.length]) {
      await file.read(part, 0, part.length, from);
      digest.update(part);
    }
    digest.update(String(size));
    return true;
  } finally {
    await file.close();
  }
}

function unusable(message: string): KildeError {
  return new KildeError('bad-configuration', 500, message);
}
