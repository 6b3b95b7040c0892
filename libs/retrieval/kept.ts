/**
 * Keeps values by key, the latest used ones up to a bound: when those used since the last time weigh so much, all that
 * were not used are dropped. So at most twice as much is kept.
 */
export class Kept<Value> {
  private recent = new Map<string, Value>();
  private earlier = new Map<string, Value>();
  private weight = 0;

  constructor(
    private readonly most: number,
    private readonly weightOf: (value: Value) => number,
  ) {}

  get(key: string): Value | undefined {
    const recent = this.recent.get(key);
    if (recent) return recent;
    const value = this.earlier.get(key);
    if (value) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    const before = this.recent.get(key);
    this.weight += this.weightOf(value) - (before ? this.weightOf(before) : 0);
    this.recent.set(key, value);
    if (this.weight < this.most) return;
    this.earlier = this.recent;
    this.recent = new Map();
    this.weight = 0;
  }
}
