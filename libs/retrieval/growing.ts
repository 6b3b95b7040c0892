/** The array, or a copy of twice the size at least where it has no room for so many. */
export function roomFor<Numbers extends Int32Array | Float32Array>(array: Numbers, count: number): Numbers {
  if (count <= array.length) return array;
  const Kind = array.constructor as new (length: number) => Numbers;
  const larger = new Kind(Math.max(count, 2 * array.length));
  larger.set(array);
  return larger;
}
