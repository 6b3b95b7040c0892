import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, LOG, type Config, type Log } from '#platform';
import { startParsers, type Parsers } from './apart/parsers.js';
import { withUnstructured } from './unstructured/with-unstructured.js';

export const PARSERS = Symbol('parsers');

/** The processes that read files and draw their pages. */
@Module({
  providers: [
    {
      provide: PARSERS,
      inject: [CONFIG, LOG],
      useFactory: ({ parsing, unstructured }: Config, log: Log): Parsers => {
        const parsers = startParsers(parsing);
        return unstructured ? withUnstructured(parsers, unstructured, log) : parsers;
      },
    },
  ],
  exports: [PARSERS],
})
export class ParsingModule implements OnModuleDestroy {
  constructor(@Inject(PARSERS) private readonly parsers: Parsers) {}

  onModuleDestroy(): void {
    this.parsers.close();
  }
}
