import { z } from 'zod';
import { Id } from './common.js';

export const PageParams = z.object({ id: Id, page: z.coerce.number().int().min(1).max(100_000) });

const Offset = z.coerce.number().int().min(0);
export const PageQuery = z
  .object({
    start: Offset.optional().describe('Only words that the range [start, end) of the text touches.'),
    end: Offset.optional(),
  })
  .strict();

export const ImageQuery = z
  .object({
    scale: z.coerce
      .number()
      .min(0.1)
      .max(4)
      .default(2)
      .describe('Pixels a page unit; fewer where the image would have more than 16 million pixels.'),
  })
  .strict();

export const Page = z
  .object({
    page: z.int().describe('Counted from 1.'),
    width: z.number().describe('In page units: points, 1/72 inch.'),
    height: z.number(),
    confidence: z
      .number()
      .nullable()
      .describe('How sure text recognition was, 0 to 1; null where the file itself holds the text.'),
    words: z.array(
      z.object({
        start: z.int(),
        end: z.int(),
        x: z.number().describe('In page units from the upper left corner of the page as it is seen.'),
        y: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    ),
  })
  .meta({ id: 'Page' });
