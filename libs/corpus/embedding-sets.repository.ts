import { Injectable } from '@nestjs/common';
import { KildeError } from '#platform';
import { DataSource } from 'typeorm';

@Injectable()
export class EmbeddingSetsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * The live embedding set's id; on an empty database the model's set becomes it.
   * @throws KildeError `other-embedder` when the live set was made by another model
   */
  async live(model: string, dimensions: number): Promise<number> {
    await this.database.query(
      `INSERT INTO embedding_sets (model, dimensions, state)
       SELECT $1, $2, 'live' WHERE NOT EXISTS (SELECT 1 FROM embedding_sets WHERE state = 'live') ON CONFLICT DO NOTHING`,
      [model, dimensions],
    );
    const [row]: { id: number; model: string }[] = await this.database.query(
      `SELECT id, model FROM embedding_sets WHERE state = 'live'`,
    );
    if (row!.model === model) return row!.id;
    throw new KildeError(
      'other-embedder',
      500,
      `The stored vectors were made by ${row!.model}, but this program brings ${model}. Start with the program that made them, or load the documents into a new data folder.`,
    );
  }
}
