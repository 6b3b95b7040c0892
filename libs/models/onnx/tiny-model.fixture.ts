import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tiny ONNX models for tests, written byte by byte: an embedder and a cross-encoder over a few words. */

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

/**
 * A folder with an embedder: a token's hidden state is its row of `rows`. `[PAD]`, `[UNK]`, `[CLS]` come first.
 * @param rows vector by word; all of one length
 */
export function writeTinyEmbedder(folder: string, rows: Record<string, number[]>, cls: number[]): void {
  const zeros = cls.map(() => 0);
  const table = [zeros, zeros, cls, zeros, ...Object.values(rows)];
  const graph = [
    field(1, node('Gather', ['rows', 'input_ids'], 'last_hidden_state')),
    field(2, 'embedder'),
    field(5, floats('rows', [table.length, cls.length], table.flat())),
    field(11, value('input_ids', INT64, ['batch', 'length'])),
    field(12, value('last_hidden_state', FLOAT, ['batch', 'length', cls.length])),
  ];
  writeModel(folder, 'BertModel', Object.keys(rows), graph);
}

/** A folder with a cross-encoder: the score is how many pairs of equal words the query and the text have. */
export function writeTinyReranker(folder: string, words: string[]): void {
  const size = SPECIAL.length + words.length;
  const isWord = (token: number) => (token < SPECIAL.length ? 0 : 1);
  const identity = Array.from({ length: size * size }, (_, at) =>
    Math.floor(at / size) === at % size ? isWord(at % size) : 0,
  );
  const graph = [
    field(1, node('Gather', ['rows', 'input_ids'], 'states')),
    field(1, node('Cast', ['token_type_ids'], 'types', [['to', FLOAT]])),
    field(1, node('Unsqueeze', ['types', 'last'], 'column')),
    field(1, node('Mul', ['states', 'column'], 'ofText')),
    field(1, node('Sub', ['states', 'ofText'], 'ofQuery')),
    field(1, node('ReduceSum', ['ofText', 'middle'], 'text', [['keepdims', 0]])),
    field(1, node('ReduceSum', ['ofQuery', 'middle'], 'query', [['keepdims', 0]])),
    field(1, node('Mul', ['text', 'query'], 'common')),
    field(1, node('ReduceSum', ['common', 'middle'], 'logits', [['keepdims', 1]])),
    field(2, 'reranker'),
    field(5, floats('rows', [size, size], identity)),
    field(5, integer('middle', 1)),
    field(5, integer('last', -1)),
    field(11, value('input_ids', INT64, ['batch', 'length'])),
    field(11, value('token_type_ids', INT64, ['batch', 'length'])),
    field(12, value('logits', FLOAT, ['batch', 1])),
  ];
  writeModel(folder, 'BertForSequenceClassification', words, graph);
}

function writeModel(folder: string, architecture: string, words: string[], graph: Buffer[]): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  json('config.json', { model_type: 'bert', architectures: [architecture] });
  json('tokenizer.json', tokenizer(words));
  json('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    pad_token: '[PAD]',
    model_max_length: 64,
  });
  // ModelProto of onnx.proto: ir_version 8, opset 13
  const model = [field(1, 8), field(7, ...graph), field(8, field(1, ''), field(2, 13))];
  writeFileSync(join(folder, 'onnx/model.onnx'), Buffer.concat(model));
}

function tokenizer(words: string[]): object {
  const vocab = Object.fromEntries([...SPECIAL, ...words].map((word, id) => [word, id]));
  const special = (id: string, type_id = 0) => ({ SpecialToken: { id, type_id } });
  const sequence = (id: string, type_id = 0) => ({ Sequence: { id, type_id } });
  return {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), sequence('A')],
      pair: [special('[CLS]'), sequence('A'), special('[SEP]'), sequence('B', 1), special('[SEP]', 1)],
      special_tokens: Object.fromEntries(SPECIAL.map((id) => [id, { id, ids: [vocab[id]], tokens: [id] }])),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', vocab },
  };
}

// Protocol buffers, as far as onnx.proto needs them: numbers as varints, everything else with its length before it.

const FLOAT = 1;
const INT64 = 7;

function field(number: number, ...content: (number | string | Buffer)[]): Buffer {
  const [first] = content;
  if (typeof first === 'number') return Buffer.concat([varint(number << 3), varint(first)]);
  const bytes = Buffer.concat(content.map((part) => Buffer.from(part as string)));
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}

function node(operator: string, inputs: string[], output: string, integers: [string, number][] = []): Buffer {
  const INT = 2;
  return Buffer.concat([
    ...inputs.map((input) => field(1, input)),
    field(2, output),
    field(4, operator),
    ...integers.map(([name, own]) => field(5, field(1, name), field(3, own), field(20, INT))),
  ]);
}

function floats(name: string, shape: number[], values: number[]): Buffer {
  return tensor(name, shape, FLOAT, Buffer.from(Float32Array.from(values).buffer));
}

function integer(name: string, own: number): Buffer {
  return tensor(name, [1], INT64, Buffer.from(BigInt64Array.from([BigInt(own)]).buffer));
}

function tensor(name: string, shape: number[], type: number, bytes: Buffer): Buffer {
  return Buffer.concat([
    ...shape.map((length) => field(1, length)),
    field(2, type),
    field(8, name),
    field(9, bytes),
  ]);
}

function value(name: string, type: number, shape: (number | string)[]): Buffer {
  const dimensions = shape.map((length) =>
    field(1, typeof length === 'number' ? field(1, length) : field(2, length)),
  );
  return Buffer.concat([field(1, name), field(2, field(1, field(1, type), field(2, ...dimensions)))]);
}
