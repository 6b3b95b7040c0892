import { contrast, contrastFloats, reserveContrast } from './contrast.js';
import { seededRandom } from './random.js';
import { addText, createTextStore } from './text-store.js';
import { createTrainee } from './trainee.js';

it('returns the gradient of the loss it returns', () => {
  const [size, dimensions, count] = [8, 32, 16 * 32];
  const store = createTextStore();
  addText(store, 'et ord', 'da');
  const random = seededRandom(5);
  const workspace = 4 * (contrastFloats(size, dimensions) + 2 * count + 64);
  const trainee = createTrainee(store, { knownWords: 2, buckets: 16, dimensions, workspace, random });
  const space = reserveContrast(trainee, size, dimensions);
  const [rows, gradient] = [trainee.memory.reserve(count), trainee.memory.reserve(count)];
  const { floats } = trainee.memory;
  for (let i = 0; i < count; i++) floats[rows / 4 + i] = (random() - 0.5) * 0.4;
  // Queries 2 and 5 are the same text, so their passages are no negatives of each other.
  const batch = { size, keys: Int32Array.from({ length: 16 }, (_, text) => (text === 5 ? 2 : text)) };
  const loss = () => contrast(trainee, space, batch, rows, gradient, 0.2);

  loss();
  const analytic = floats.slice(gradient / 4, gradient / 4 + count);
  for (const i of [0, 40, 2 * dimensions + 3, 9 * dimensions + 7, count - 1]) {
    const before = floats[rows / 4 + i]!;
    const h = 0.01;
    floats[rows / 4 + i] = before + h;
    const above = loss();
    floats[rows / 4 + i] = before - h;
    const below = loss();
    floats[rows / 4 + i] = before;
    expect((above - below) / (2 * h)).toBeCloseTo(analytic[i]!, 3);
  }
});
